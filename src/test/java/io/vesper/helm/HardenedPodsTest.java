package io.vesper.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Kubernetes' Pod Security Standard "restricted", and what else a pod of the chart must not be. */
@EnabledIfSystemProperty(
        named = "vesper.test.manifests",
        matches = ".+",
        disabledReason = "Helm did not render the chart: see .ci/chart.")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardenedPodsTest {
    private List<Release> releases = List.of();

    @BeforeAll
    void read() {
        releases = Release.all(Path.of(System.getProperty("vesper.test.manifests")));
    }

    @Test
    void podsRunAsNobodyWithoutAToken() {
        assertThat(releases.stream().flatMap(release -> release.pods().stream()))
                .isNotEmpty()
                .map(pod -> pod.at("spec"))
                .allSatisfy(spec -> {
                    assertThat(spec.at("automountServiceAccountToken").value()).isEqualTo(false);
                    assertThat(spec.at("securityContext", "runAsNonRoot").value())
                            .isEqualTo(true);
                    assertThat(spec.at("securityContext", "runAsUser").value()).isEqualTo(10001);
                    assertThat(spec.at("securityContext", "seccompProfile", "type")
                                    .value())
                            .isEqualTo("RuntimeDefault");
                    assertThat(spec.at("hostNetwork").isThere()).isFalse();
                    assertThat(spec.everywhere("hostPath")).isEmpty();
                });
    }

    @Test
    void containersMayNothing() {
        assertThat(releases.stream().flatMap(release -> release.containers().stream()))
                .isNotEmpty()
                .allSatisfy(container -> {
                    Tree security = container.at("securityContext");
                    assertThat(security.at("allowPrivilegeEscalation").value()).isEqualTo(false);
                    assertThat(security.at("readOnlyRootFilesystem").value()).isEqualTo(true);
                    assertThat(security.at("capabilities", "drop").value()).isEqualTo(List.of("ALL"));
                    assertThat(security.at("capabilities", "add").isThere()).isFalse();
                    assertThat(container.at("resources", "limits", "memory").isThere())
                            .isTrue();
                });
    }

    /** The image is not Vesper's, and has not been tried with a root file system that it cannot write to. */
    @Test
    void theSearchClusterForTrialsHasNoRootAndNoRights() {
        assertThat(releases.stream().flatMap(release -> release.of("StatefulSet").stream()))
                .hasSize(1)
                .map(manifest -> manifest.at("spec", "template", "spec"))
                .allSatisfy(spec -> {
                    assertThat(spec.at("automountServiceAccountToken").value()).isEqualTo(false);
                    assertThat(spec.at("securityContext", "runAsNonRoot").value())
                            .isEqualTo(true);
                    Tree security = spec.at("containers").items().get(0).at("securityContext");
                    assertThat(security.at("allowPrivilegeEscalation").value()).isEqualTo(false);
                    assertThat(security.at("capabilities", "drop").value()).isEqualTo(List.of("ALL"));
                });
    }

    @Test
    void imagesHaveATagThatStays() {
        assertThat(releases.stream().flatMap(release -> release.containers().stream()))
                .extracting(container -> container.at("image").text())
                .allMatch(image -> image.matches("[^:]+:[A-Za-z0-9_][A-Za-z0-9_.-]*") && !image.endsWith(":latest"));
    }
}
