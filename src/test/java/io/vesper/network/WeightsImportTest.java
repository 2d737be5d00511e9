package io.vesper.network;

import static io.vesper.network.NamedShapes.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.network.ImportReport.Row;
import io.vesper.network.ImportReport.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsImportTest {
    private static final NamedShapes NETWORK = NamedShapes.of(
            "visible.encoder.conv1.weight", shape(4, 3),
            "visible.encoder.bn1.bias", shape(4),
            "visible.encoder.layer1.0.bn1.bias", shape(4),
            "visible.neck.weight", shape(8),
            "shared.encoder.conv1.weight", shape(4, 3),
            "shared.encoder.bn1.bias", shape(4),
            "shared.encoder.layer1.0.bn1.bias", shape(4));
    private static final NamedShapes FILE = NamedShapes.of(
            "conv1.weight", shape(4, 3),
            "bn1.bias", shape(2, 2),
            "bn1.num_batches_tracked", shape(),
            "head\33[31m.weight", shape(9),
            "fc.bias", shape(1000));

    private final WeightsImport weights = new WeightsImport(FILE, WeightsFormat.TORCHVISION, NETWORK);

    @Test
    void eachTensorIsAccountedForOnce() {
        assertThat(weights.report().rows())
                .containsExactlyInAnyOrder(
                        new Row(Status.LOADED, "conv1.weight", List.of(4L, 3L), List.of(4L, 3L)),
                        new Row(Status.MISSHAPED, "bn1.bias", List.of(4L), List.of(2L, 2L)),
                        new Row(Status.MISSING, "layer1.0.bn1.bias", List.of(4L), null),
                        new Row(Status.EXTRA, "head\33[31m.weight", null, List.of(9L)),
                        new Row(Status.IGNORED, "bn1.num_batches_tracked", null, List.of()),
                        new Row(Status.IGNORED, "fc.bias", null, List.of(1000L)));
        assertThat(weights.report().summary()).isEqualTo("1 loaded, 1 missing, 1 extra, 1 misshaped, 2 ignored");
    }

    @Test
    void theTableSaysWhatWasNotLoadedAndKeepsControlCharactersOffTheTerminal() {
        assertThat(weights.report()
                        .table()
                        .lines()
                        .map(line -> line.replaceAll(" {2,}", " | ").strip()))
                .containsExactly(
                        "status | name | expected | found",
                        "loaded | 1 tensors",
                        "missing | layer1.0.bn1.bias | [4] | -",
                        "extra | head?[31m.weight | - | [9]",
                        "misshaped | bn1.bias | [4] | [2, 2]",
                        "ignored | 2 tensors");
    }

    @Test
    void whatFitsGoesToEveryBranch() {
        assertThat(weights.fitting().names())
                .containsExactly("visible.encoder.conv1.weight", "shared.encoder.conv1.weight");
        assertThat(weights.fittingAsNamed().names()).containsExactly("conv1.weight");
    }

    @Test
    void anExactFitIsInsistedOnOnlyWhereAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(weights::requireExact)
                .withMessageContaining("1 missing, 1 extra, 1 misshaped")
                .withMessageContaining("layer1.0.bn1.bias");
        NamedShapes whole = NamedShapes.of(
                "conv1.weight", shape(4, 3), "bn1.bias", shape(4), "layer1.0.bn1.bias", shape(4), "fc.bias", shape(1));
        new WeightsImport(whole, WeightsFormat.TORCHVISION, NETWORK).requireExact();
    }
}
