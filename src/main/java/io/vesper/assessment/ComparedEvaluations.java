package io.vesper.assessment;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.ModelManifest;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.OpenSetEvaluation;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.findings.EvaluationFindings;
import io.vesper.findings.KindFindings;
import io.vesper.findings.OpenSetFindings;
import io.vesper.person.PersonImage;
import io.vesper.protocol.Protocol;
import io.vesper.report.ReportHeader;
import io.vesper.report.ReportInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluations of several embeddings on one part of a dataset, under one protocol. */
public final class ComparedEvaluations {
    private final PersonDataset dataset;
    private final DatasetPart part;
    private final Protocol protocol;
    private final List<PersonImage> images;
    private final Map<String, EvaluationReport> reports = new LinkedHashMap<>();
    private final @Nullable EvaluationFindings reported;
    private final List<KindFindings> findings = new ArrayList<>();

    /**
     * @param part whose people are searched for; none that the embeddings have learned from
     * @param hasFindings whether a {@link #report} is wanted too, which takes longer than the evaluations
     * @throws IllegalArgumentException if the part does not suit the protocol, or has no queries or no gallery
     */
    public ComparedEvaluations(PersonDataset dataset, DatasetPart part, Protocol protocol, boolean hasFindings) {
        this.dataset = dataset;
        this.part = part;
        this.protocol = protocol;
        this.images = protocol.images(dataset, part);
        this.reported = hasFindings ? new EvaluationFindings(dataset, part, protocol) : null;
    }

    /** The pictures that each embedding is needed of. */
    List<PersonImage> images() {
        return images;
    }

    /** All pictures of the part, whether or not the protocol draws them. */
    List<PersonImage> all() {
        return dataset.images(part);
    }

    /** @param embeddings of {@link #all} */
    OpenSetRates errors(Map<PersonImage, Embedding> embeddings) {
        return OpenSetEvaluation.evaluate(dataset, part, protocol.rule(), embeddings);
    }

    /** @param embeddings of the {@link #images} */
    void addBaseline(String name, Map<PersonImage, Embedding> embeddings) {
        EvaluationReport report = evaluate(name, embeddings);
        if (reported != null) {
            findings.add(reported.baseline(name, report, embeddings));
        }
    }

    /**
     * @param kind one of the model's kinds of embedding
     * @param embeddings of the {@link #images}
     */
    void addKind(String modelId, String kind, Map<PersonImage, Embedding> embeddings) {
        EvaluationReport report = evaluate(modelId + ", " + kind, embeddings);
        if (reported != null) {
            findings.add(reported.kind(kind, report, embeddings));
        }
    }

    private EvaluationReport evaluate(String name, Map<PersonImage, Embedding> embeddings) {
        EvaluationReport report = RetrievalEvaluation.evaluate(dataset, part, protocol, embeddings);
        reports.put(name, report);
        return report;
    }

    /** By name, in the order added. */
    public Map<String, EvaluationReport> reports() {
        return Collections.unmodifiableMap(reports);
    }

    /**
     * What a report shows of them.
     *
     * @param model whose kinds were added, among them the one that it serves
     * @param errors of that one
     * @param hasPictures whether it shows pictures of people
     * @throws IllegalStateException if no report was wanted
     */
    public ReportInput report(ModelManifest model, OpenSetRates errors, boolean hasPictures) {
        if (reported == null) {
            throw new IllegalStateException("No report was wanted of these evaluations.");
        }
        ReportHeader header = new ReportHeader(
                model.modelId(),
                dataset.name(),
                protocol.description(),
                part.label(),
                Instant.now(),
                dataset.notes(),
                model.settings());
        return new ReportInput(
                header, findings, model.recipe().embeddingKind(), List.of(), OpenSetFindings.of(errors), hasPictures);
    }
}
