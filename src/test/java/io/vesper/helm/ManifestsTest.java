package io.vesper.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code helm template} prints, in the folder {@code -Dvesper.test.manifests} ({@code .ci/chart} renders it). */
@EnabledIfSystemProperty(
        named = "vesper.test.manifests",
        matches = ".+",
        disabledReason = "Helm did not render the chart: see .ci/chart.")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestsTest {
    private static final Set<String> PROBES = Set.of("/actuator/health/liveness", "/actuator/health/readiness");

    private final KnownSettings known = new KnownSettings();
    private List<Release> releases = List.of();

    @BeforeAll
    void read() {
        releases = Release.all(Path.of(System.getProperty("vesper.test.manifests")));
    }

    Stream<Release> releases() {
        return releases.stream();
    }

    @Test
    void eightSituationsAreRendered() {
        assertThat(releases)
                .extracting(Release::name)
                .containsExactlyInAnyOrder(
                        "external-secret",
                        "gpu-trainer",
                        "laptop",
                        "own-volumes",
                        "production",
                        "search-cluster",
                        "search-trial",
                        "single-node");
        assertThat(releases.stream()
                        .flatMap(release -> release.manifests().stream())
                        .map(manifest -> manifest.at("kind").text()))
                .contains("HorizontalPodAutoscaler", "Ingress", "ServiceMonitor", "PrometheusRule", "ConfigMap");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyManifestFollowsItsSchema(Release release) {
        assertThat(release.manifests()).allSatisfy(KubernetesSchemas::validate);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatSelectsPodsFindsThem(Release release) {
        release.of("Deployment")
                .forEach(manifest -> assertThat(Release.labels(manifest.at("spec", "template")))
                        .containsAllEntriesOf(
                                manifest.at("spec", "selector", "matchLabels").strings()));
        release.of("Service").forEach(manifest -> release.assertSelectsPods(manifest.at("spec", "selector")));
        release.of("PodDisruptionBudget")
                .forEach(manifest -> release.assertSelectsPods(manifest.at("spec", "selector", "matchLabels")));
        release.of("NetworkPolicy")
                .forEach(manifest -> release.assertSelectsPods(manifest.at("spec", "podSelector", "matchLabels")));
        release.of("ServiceMonitor")
                .forEach(manifest -> assertThat(release.of("Service"))
                        .anySatisfy(service -> assertThat(Release.labels(service))
                                .containsAllEntriesOf(manifest.at("spec", "selector", "matchLabels")
                                        .strings())));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatIsNamedElsewhereIsThere(Release release) {
        for (Tree scaler : release.of("HorizontalPodAutoscaler")) {
            Tree target = scaler.at("spec", "scaleTargetRef");
            assertThat(release.has(target.at("kind").text(), target.at("name").text()))
                    .isTrue();
            assertThat(release.of("Deployment"))
                    .filteredOn(manifest -> manifest.at("metadata", "name").equals(target.at("name")))
                    .noneMatch(manifest -> manifest.at("spec", "replicas").isThere());
        }
        release.of("Ingress").stream()
                .flatMap(manifest -> manifest.everywhere("service").stream())
                .forEach(service -> assertThat(
                                release.has("Service", service.at("name").text()))
                        .isTrue());
        Stream.of("claimName", "secretName")
                .forEach(name -> release.manifests().stream()
                        .flatMap(manifest -> manifest.everywhere(name).stream())
                        .map(Tree::text)
                        // What the chart names it makes; another name was given.
                        .filter(text -> text.startsWith("v-vesper"))
                        .forEach(text -> assertThat(release.has(
                                        name.equals("claimName") ? "PersistentVolumeClaim" : "Secret", text))
                                .as(text)
                                .isTrue()));
    }

    /** Else the new one waits for the volume, and the old one for the new one, where they are on two nodes. */
    @ParameterizedTest
    @MethodSource("releases")
    void aPodWhoseVolumeOneNodeMountsEndsBeforeTheNextOneStarts(Release release) {
        Set<String> ofOneNode = release.of("PersistentVolumeClaim").stream()
                .filter(claim -> !claim.at("spec", "accessModes").text().contains("ReadWriteMany"))
                .map(claim -> claim.at("metadata", "name").text())
                .collect(Collectors.toSet());
        assertThat(release.of("Deployment"))
                .filteredOn(manifest -> manifest.everywhere("claimName").stream()
                        .map(Tree::text)
                        .anyMatch(ofOneNode::contains))
                .allSatisfy(manifest -> assertThat(
                                manifest.at("spec", "strategy", "type").text())
                        .isEqualTo("Recreate"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void volumesAreMountedAndPortsNamedThatAreThere(Release release) {
        for (Tree pod : release.pods()) {
            List<String> volumes = names(pod.at("spec", "volumes"));
            List<String> mounted = new ArrayList<>();
            for (Tree container : pod.at("spec", "containers").items()) {
                mounted.addAll(names(container.at("volumeMounts")));
                List<String> ports = names(container.at("ports"));
                container.everywhere("httpGet").forEach(probe -> {
                    assertThat(PROBES).contains(probe.at("path").text());
                    assertThat(ports).contains(probe.at("port").text());
                });
            }
            assertThat(mounted).hasSameElementsAs(volumes);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatIsKeptRunningIsProbed(Release release) {
        assertThat(release.of("Deployment"))
                .allSatisfy(
                        manifest -> assertThat(manifest.at("spec", "template").everywhere("httpGet"))
                                .hasSize(3));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void variablesAreSettingsThatVesperKnows(Release release) {
        List<String> variables = release.of("Deployment").stream()
                .flatMap(manifest -> manifest.everywhere("env").stream())
                .flatMap(env -> names(env).stream())
                .toList();

        assertThat(variables).contains("VESPER_ROLES", "SERVER_ADDRESS").allMatch(known::isKnown);
        assertThat(known.isKnown("VESPER_ROLE")).isFalse();
        assertThat(known.isKnown("SPRING_DATASOURCE_URI")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void secretsAreInSecretsAlone(Release release) {
        assertThat(release.manifests())
                .filteredOn(manifest -> !manifest.at("kind").text().equals("Secret"))
                .noneMatch(manifest -> manifest.text().matches("(?s).*(vsp_[0-9a-f]{16}|not-a-real-one).*"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aStopMayTakeAsLongAsItDoes(Release release) {
        // The pause before it, then Boot's limits for requests (30 s) and for scheduled work (application.yml).
        release.of("Deployment")
                .forEach(manifest -> assertThat(Integer.parseInt(
                                manifest.at("spec", "template", "spec", "terminationGracePeriodSeconds")
                                        .text()))
                        .isGreaterThanOrEqualTo(5 + 30 + 30));
    }

    private static List<String> names(Tree list) {
        return list.items().stream().map(item -> item.at("name").text()).toList();
    }
}
