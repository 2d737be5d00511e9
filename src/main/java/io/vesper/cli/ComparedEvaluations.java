package io.vesper.cli;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.person.PersonImage;
import io.vesper.protocol.Protocol;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluations of several embeddings on one part of a dataset, under one protocol. */
final class ComparedEvaluations {
    private final PersonDataset dataset;
    private final DatasetPart part;
    private final Protocol protocol;
    private final List<PersonImage> images;
    private final Map<String, EvaluationReport> reports = new LinkedHashMap<>();

    ComparedEvaluations(PersonDataset dataset, DatasetPart part, Protocol protocol) {
        this.dataset = dataset;
        this.part = part;
        this.protocol = protocol;
        this.images = protocol.images(dataset, part);
    }

    /** The pictures that each embedding is needed of. */
    List<PersonImage> images() {
        return images;
    }

    /** @param embeddings of the {@link #images} */
    void add(String name, Map<PersonImage, Embedding> embeddings) {
        reports.put(name, RetrievalEvaluation.evaluate(dataset, part, protocol, embeddings));
    }

    /** By name, in the order added. */
    Map<String, EvaluationReport> reports() {
        return Collections.unmodifiableMap(reports);
    }
}
