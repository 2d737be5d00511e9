package io.vesper.findings;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.evaluation.RetrievalMetrics;
import io.vesper.findings.KindFindings.Counts;
import io.vesper.findings.KindFindings.Curves;
import io.vesper.findings.KindFindings.Details;
import io.vesper.person.PersonImage;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.RankingRule;
import io.vesper.protocol.Trial;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes from evaluations on one part of a dataset, under one protocol, what a report shows. */
public final class EvaluationFindings {
    private static final int RANKS = 20;

    private final List<Trial> trials;
    private final RankingRule rule;
    private final List<PersonImage> images;

    /**
     * @param dataset whose pictures were searched
     * @param part whose identities were searched for
     * @param protocol who searched for whom
     */
    public EvaluationFindings(PersonDataset dataset, DatasetPart part, Protocol protocol) {
        this.trials = protocol.trials(dataset, part);
        this.rule = protocol.rule();
        this.images = protocol.images(dataset, part);
    }

    /**
     * The findings of a baseline: measures and curves only.
     *
     * @param name in tables and legends
     * @param report of its evaluation
     * @param embeddings what was evaluated
     */
    public KindFindings baseline(String name, EvaluationReport report, Map<PersonImage, Embedding> embeddings) {
        return findings(name, report, rankings(embeddings), null);
    }

    /**
     * The findings of one of a model's kinds of embedding.
     *
     * @param name in tables and legends
     * @param report of its evaluation
     * @param embeddings what was evaluated
     */
    public KindFindings kind(String name, EvaluationReport report, Map<PersonImage, Embedding> embeddings) {
        List<List<QueryRanking>> rankings = rankings(embeddings);
        Function<PersonImage, Embedding> lookup = image -> Objects.requireNonNull(embeddings.get(image));
        List<EmbeddedImage> embedded = images.stream()
                .map(image -> new EmbeddedImage(image, lookup.apply(image)))
                .toList();
        QueryCases cases = new QueryCases(rankings.get(0), lookup);
        return findings(
                name,
                report,
                rankings,
                new Details(DistanceHistograms.of(embedded), cases.best(), cases.worst(), EmbeddingMaps.of(embedded)));
    }

    private List<List<QueryRanking>> rankings(Map<PersonImage, Embedding> embeddings) {
        return RetrievalEvaluation.rankings(trials, rule, embeddings, QueryRanking::of);
    }

    private static KindFindings findings(
            String name, EvaluationReport report, List<List<QueryRanking>> rankings, @Nullable Details details) {
        Map<Measure, Statistic> statistics = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            statistics.put(
                    measure, new Statistic(value(measure, report.mean()), value(measure, report.standardDeviation())));
        }
        return new KindFindings(
                name,
                report.trials().stream().map(EvaluationFindings::measures).toList(),
                statistics,
                new Counts(report.queries(), report.validQueries(), report.galleryImages()),
                curves(report, rankings),
                details);
    }

    private static Map<Measure, Double> measures(RetrievalMetrics metrics) {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            measures.put(measure, value(measure, metrics));
        }
        return measures;
    }

    private static double value(Measure measure, RetrievalMetrics metrics) {
        return switch (measure) {
            case RANK_1 -> metrics.rank1();
            case RANK_5 -> metrics.rank5();
            case RANK_10 -> metrics.rank10();
            case RANK_20 -> metrics.rank20();
            case MEAN_AVERAGE_PRECISION -> metrics.meanAveragePrecision();
            case MEAN_INVERSE_NEGATIVE_PENALTY -> metrics.meanInverseNegativePenalty();
        };
    }

    /** Which queries are valid is the same in each trial, so the mean over all is the mean over trials. */
    private static Curves curves(EvaluationReport report, List<List<QueryRanking>> rankings) {
        PrecisionRecall precision = new PrecisionRecall();
        rankings.stream()
                .flatMap(List::stream)
                .filter(QueryRanking::isValid)
                .forEach(ranking -> precision.add(ranking.matches()));
        return new Curves(report.mean().cmc().subList(0, RANKS), precision.mean());
    }
}
