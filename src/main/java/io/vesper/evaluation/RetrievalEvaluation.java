package io.vesper.evaluation;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.person.PersonImage;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.RankingRule;
import io.vesper.protocol.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Measures how well embeddings find people under a protocol. */
public final class RetrievalEvaluation {
    private final RankingRule rule;
    private final List<Trial> trials;
    private final Map<PersonImage, Embedding> embeddings;
    private final Map<PersonImage, Integer> places = new HashMap<>();
    private final CandidateMatrix candidates;

    private RetrievalEvaluation(RankingRule rule, List<Trial> trials, Map<PersonImage, Embedding> embeddings) {
        this.rule = rule;
        this.trials = trials;
        this.embeddings = embeddings;
        List<Embedding> ofCandidates = new ArrayList<>();
        for (PersonImage image : trials.stream()
                .flatMap(trial -> trial.gallery().stream())
                .distinct()
                .toList()) {
            places.put(image, ofCandidates.size());
            ofCandidates.add(embedding(image));
        }
        this.candidates = new CandidateMatrix(ofCandidates);
    }

    /**
     * Evaluates.
     *
     * @param dataset whose pictures are searched
     * @param part whose identities are searched for: a model is chosen by {@code VALIDATION} and reported on {@code TEST}
     * @param protocol who searches for whom
     * @param embeddings of one model, at least for the pictures that {@link Protocol#images} names
     * @return the report
     * @throws IllegalArgumentException if the set does not suit the protocol, an embedding is missing or of another dimension,
     *     or no query has a match
     */
    public static EvaluationReport evaluate(
            PersonDataset dataset, DatasetPart part, Protocol protocol, Map<PersonImage, Embedding> embeddings) {
        List<Trial> trials = protocol.trials(dataset, part);
        List<List<QueryScore>> scores =
                new RetrievalEvaluation(protocol.rule(), trials, embeddings).rankings(RankedList::score);
        List<RetrievalMetrics> metrics =
                scores.stream().map(RetrievalMetrics::of).toList();
        // Which queries are valid does not depend on the draw.
        List<QueryScore> first = scores.get(0);
        return new EvaluationReport(
                dataset.name(),
                part,
                dataset.notes(),
                protocol,
                first.size(),
                (int) first.stream().filter(QueryScore::isValid).count(),
                trials.get(0).gallery().size(),
                RetrievalMetrics.mean(metrics),
                RetrievalMetrics.standardDeviation(metrics),
                metrics);
    }

    /**
     * Looks at every ranking that {@link #evaluate} scores; they are too many to be kept.
     *
     * @param trials of a protocol
     * @param rule of that protocol
     * @param embeddings of one model, at least for the pictures in the trials
     * @param view what is taken from a ranking; called by several threads at once
     * @return by trial, in the order of the queries
     * @throws IllegalArgumentException if an embedding is missing or of another dimension
     */
    public static <T> List<List<T>> rankings(
            List<Trial> trials,
            RankingRule rule,
            Map<PersonImage, Embedding> embeddings,
            Function<RankedList, T> view) {
        return new RetrievalEvaluation(rule, trials, embeddings).rankings(view);
    }

    private <T> List<List<T>> rankings(Function<RankedList, T> view) {
        int[][] placesByTrial = trials.stream()
                .map(trial -> trial.gallery().stream().mapToInt(places::get).toArray())
                .toArray(int[][]::new);
        List<List<T>> byQuery = trials.get(0).queries().parallelStream()
                .map(query -> rankings(query, placesByTrial, view))
                .toList();
        return IntStream.range(0, trials.size())
                .mapToObj(
                        trial -> byQuery.stream().map(views -> views.get(trial)).toList())
                .toList();
    }

    /** One query's ranking in each trial: it is compared with all candidates once, and trials pick from that. */
    private <T> List<T> rankings(PersonImage query, int[][] placesByTrial, Function<RankedList, T> view) {
        float[] cosines = candidates.cosines(embedding(query));
        List<T> views = new ArrayList<>();
        for (int trial = 0; trial < placesByTrial.length; trial++) {
            int[] picked = placesByTrial[trial];
            float[] similarities = new float[picked.length];
            for (int i = 0; i < picked.length; i++) {
                similarities[i] = cosines[picked[i]];
            }
            views.add(view.apply(RankedList.rank(query, trials.get(trial).gallery(), similarities, rule)));
        }
        return views;
    }

    private Embedding embedding(PersonImage image) {
        Embedding embedding = embeddings.get(image);
        if (embedding == null) {
            throw new IllegalArgumentException(
                    "There is no embedding of the picture (%s), which the protocol needs. Maybe only some were embedded."
                            .formatted(image.file()));
        }
        return embedding;
    }
}
