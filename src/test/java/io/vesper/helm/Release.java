package io.vesper.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the chart renders with one set of values.
 *
 * @param name the set's
 */
record Release(String name, List<Tree> manifests) {
    /** The sets in a folder, each in a file {@code <name>.yaml} as {@code helm template} prints it. */
    static List<Release> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Release::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Release of(Path file) {
        String name = file.getFileName().toString().replace(".yaml", "");
        try (var text = Files.newBufferedReader(file)) {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(text);
            return new Release(
                    name,
                    StreamSupport.stream(documents.spliterator(), false)
                            .filter(Objects::nonNull)
                            .map(Tree::new)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Tree> of(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.at("kind").text().equals(kind))
                .toList();
    }

    boolean has(String kind, String name) {
        return of(kind).stream()
                .anyMatch(manifest -> manifest.at("metadata", "name").text().equals(name));
    }

    /** Metadata and spec of every pod that is made: of Vesper: of Deployments, and the one of {@code helm test}. */
    List<Tree> pods() {
        return Stream.concat(
                        of("Deployment").stream().map(manifest -> manifest.at("spec", "template")), of("Pod").stream())
                .toList();
    }

    List<Tree> containers() {
        return pods().stream()
                .flatMap(pod -> Stream.concat(
                        pod.at("spec", "containers").items().stream(),
                        pod.at("spec", "initContainers").items().stream()))
                .toList();
    }

    /** That a selector finds at least one of the pods that are kept running. */
    void assertSelectsPods(Tree selector) {
        assertThat(selector.strings()).as("selector in " + name).isNotEmpty();
        assertThat(Stream.concat(of("Deployment").stream(), of("StatefulSet").stream()))
                .as("selected in " + name)
                .anySatisfy(manifest ->
                        assertThat(labels(manifest.at("spec", "template"))).containsAllEntriesOf(selector.strings()));
    }

    static Map<String, String> labels(Tree manifest) {
        return manifest.at("metadata", "labels").strings();
    }

    @Override
    public String toString() {
        return name;
    }
}
