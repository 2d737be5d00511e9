package io.vesper.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.vesper.network.ImportReport.Status;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReleaseImportIT {
    @Test
    void everyTensorOfTheAuthorsCheckpointFindsItsPlaceInOurNetwork() throws IOException {
        NamedShapes release = Release.tensors();
        NetworkArchitecture architecture = InferredArchitecture.of(release, WeightsFormat.RELEASE, null);
        try (CrossModalNetwork network = new CrossModalNetwork(architecture, Device.cpu())) {
            WeightsImport weights = new WeightsImport(release, WeightsFormat.RELEASE, network.weights());
            weights.requireExact();
            long counters = release.names().stream()
                    .filter(name -> name.endsWith("num_batches_tracked"))
                    .count();
            assertThat(weights.report().count(Status.IGNORED)).isEqualTo(counters + 3 * 2);
            assertThat(weights.report().count(Status.LOADED))
                    .isEqualTo(network.parameters().size())
                    .isEqualTo(1065 - counters - 3 * 2);
            // Trainings start from it as well, but for the classifiers.
            assertThat(network.initialise(release).count(Status.LOADED))
                    .isEqualTo(network.parameters().size() - 3 * 10);
            assertThat(network.weights().values("shared.bottleneck.mlp.6.bias")).containsOnly(0.5f);
        }
    }
}
