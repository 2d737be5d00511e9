package io.vesper.training;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.evaluation.ColourHistogram;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.evaluation.RandomEmbeddings;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.findings.EvaluationFindings;
import io.vesper.findings.KindFindings;
import io.vesper.findings.OpenSetFindings;
import io.vesper.network.EmbeddingKind;
import io.vesper.person.PersonImage;
import io.vesper.preset.Presets;
import io.vesper.preset.TrainingSettings;
import io.vesper.protocol.Protocol;
import io.vesper.report.EvaluationReportWriter;
import io.vesper.report.ReportHeader;
import io.vesper.report.ReportInput;
import io.vesper.training.TrainingRun.ReportTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page that a training ends with: how it went, and how well the network does beside two baselines. */
final class TrainingReport {
    private static final long CHANCE_SEED = 1;

    private final PersonDataset dataset;
    private final Protocol protocol;
    private final TrainingSettings settings;
    private final ReportTarget target;
    private final EvaluationFindings findings;
    private final List<KindFindings> kinds = new ArrayList<>();

    TrainingReport(PersonDataset dataset, Protocol protocol, TrainingSettings settings, ReportTarget target) {
        this.dataset = dataset;
        this.protocol = protocol;
        this.settings = settings;
        this.target = target;
        findings = new EvaluationFindings(dataset, DatasetPart.TEST, protocol);
        List<PersonImage> images = protocol.images(dataset, DatasetPart.TEST);
        addBaseline("chance", RandomEmbeddings.draw(images, CHANCE_SEED));
        addBaseline("colour histogram", DatasetEmbeddings.of(images, ColourHistogram::of));
    }

    private void addBaseline(String name, Map<PersonImage, Embedding> embeddings) {
        EvaluationReport report = RetrievalEvaluation.evaluate(dataset, DatasetPart.TEST, protocol, embeddings);
        kinds.add(findings.baseline(name, report, embeddings));
    }

    void add(EmbeddingKind kind, EvaluationReport report, Map<PersonImage, Embedding> embeddings) {
        kinds.add(findings.kind(kind.label(), report, embeddings));
    }

    void write(OpenSetRates errors) {
        ReportHeader header = new ReportHeader(
                target.modelId(),
                dataset.name(),
                protocol.description(),
                DatasetPart.TEST.label(),
                Instant.now(),
                dataset.notes(),
                Presets.asMap(settings));
        EvaluationReportWriter.write(
                target.page(),
                new ReportInput(
                        header,
                        kinds,
                        settings.publish().embeddingKind(),
                        target.history(),
                        OpenSetFindings.of(errors),
                        settings.publish().reportPictures()));
    }
}
