package io.vesper.network;

import ai.djl.nn.Parameter;
import io.vesper.checkpoint.RenamedTensors;
import io.vesper.checkpoint.TensorSource;
import io.vesper.network.ImportReport.Row;
import io.vesper.network.ImportReport.Status;
import java.util.Map;

/** Starts a training from weights that may lack tensors, but must not have any of another shape. */
final class InitialWeights {
    private InitialWeights() {}

    static ImportReport apply(TensorSource source, Map<String, Parameter> parameters) {
        WeightsFormat format = WeightsFormat.detect(source.names());
        WeightsImport weights = new WeightsImport(
                withoutClassifiers(source), format, withoutClassifiers(new ParameterTensors(parameters)));
        ImportReport report = weights.report();
        if (report.count(Status.LOADED) == 0) {
            throw new IllegalArgumentException("None of the %d tensors belongs to this network."
                    .formatted(source.names().size()));
        }
        report.rows().stream()
                .filter(row -> row.status() == Status.MISSHAPED)
                .findFirst()
                .ifPresent(InitialWeights::refuse);
        ParameterTensors.copyInto(parameters, weights.fitting());
        return report;
    }

    private static TensorSource withoutClassifiers(TensorSource weights) {
        return RenamedTensors.select(weights, name -> !name.contains("classifier."));
    }

    private static void refuse(Row row) {
        throw new IllegalArgumentException(
                "The tensor (%s) has shape %s, but the network needs %s. Maybe the weights belong to another backbone."
                        .formatted(row.name(), row.found(), row.expected()));
    }
}
