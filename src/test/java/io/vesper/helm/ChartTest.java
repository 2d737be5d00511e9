package io.vesper.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chart's values, its README and its schema say the same. */
class ChartTest {
    private static final Path CHART = Path.of("helm");

    private final Tree values = new Tree(yaml("values.yaml"));
    private final Tree schema = new Tree(yaml("values.schema.json"));

    @Test
    void everyValueIsInTheReadmeAndEveryRowIsAValue() {
        List<String> rows = read("README.md")
                .lines()
                .filter(line -> line.matches("\\| `[A-Za-z.]+` \\|.*"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();

        assertThat(rows).containsExactlyElementsOf(described(schema, "").toList());
    }

    @Test
    void everyValueIsInTheSchemaAndTheOtherWayRound() {
        assertSameNames(values, schema, "values");
    }

    private static void assertSameNames(Tree values, Tree schema, String path) {
        if (schema.at("properties").value() instanceof Map<?, ?> properties) {
            assertThat(values.strings().keySet())
                    .as(path)
                    .isEqualTo(properties.keySet().stream()
                            .map(String::valueOf)
                            .filter(name -> !name.equals("global"))
                            .collect(Collectors.toSet()));
            values.strings()
                    .keySet()
                    .forEach(
                            name -> assertSameNames(values.at(name), schema.at("properties", name), path + "." + name));
        }
    }

    @Test
    void everyValueIsDescribedAndNothingElseIsTaken() {
        assertDescribed(schema, "values");
    }

    private static void assertDescribed(Tree schema, String path) {
        assertThat(schema.at("description").text()).as(path).hasSizeGreaterThan(3);
        if (schema.at("properties").value() instanceof Map<?, ?> properties) {
            if (!isFreeForm(schema)) {
                assertThat(schema.at("additionalProperties").value()).as(path).isEqualTo(false);
            }
            properties.keySet().stream()
                    .map(String::valueOf)
                    .filter(name -> !isFreeForm(schema))
                    .forEach(name -> assertDescribed(schema.at("properties", name), path + "." + name));
        }
    }

    /** The names of described values in the schema's order. A value of Kubernetes' own form, such as resources, is one value. */
    private static Stream<String> described(Tree schema, String prefix) {
        if (!(schema.at("properties").value() instanceof Map<?, ?> properties) || isFreeForm(schema)) {
            return Stream.of(prefix);
        }
        return properties.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !name.equals("global"))
                .flatMap(name ->
                        described(schema.at("properties", name), prefix.isEmpty() ? name : prefix + "." + name));
    }

    private static boolean isFreeForm(Tree schema) {
        return schema.at("properties", "limits").isThere();
    }

    private static Object yaml(String file) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(read(file));
    }

    private static String read(String file) {
        try {
            return Files.readString(CHART.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
