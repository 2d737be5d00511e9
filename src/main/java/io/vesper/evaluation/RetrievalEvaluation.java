package io.vesper.evaluation;

import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures how well embeddings find people under a protocol. */
public final class RetrievalEvaluation {
    private final List<PersonImage> queries;
    private final List<List<PersonImage>> galleries;
    private final Map<PersonImage, Embedding> embeddings;
    private final Map<PersonImage, Integer> places = new HashMap<>();
    private final CandidateMatrix candidates;

    private RetrievalEvaluation(PersonDataset dataset, SysuProtocol protocol, Map<PersonImage, Embedding> embeddings) {
        this.queries = protocol.queries(dataset);
        this.galleries = protocol.galleries(dataset);
        this.embeddings = embeddings;
        List<Embedding> ofCandidates = new ArrayList<>();
        for (PersonImage image :
                galleries.stream().flatMap(List::stream).distinct().toList()) {
            places.put(image, ofCandidates.size());
            ofCandidates.add(embedding(image));
        }
        this.candidates = new CandidateMatrix(ofCandidates);
    }

    /**
     * Evaluates.
     *
     * @param dataset whose test pictures are searched
     * @param protocol who searches for whom
     * @param embeddings of one model, at least for the pictures that {@link SysuProtocol#images} names
     * @return the report
     * @throws IllegalArgumentException if the set does not suit the protocol, an embedding is missing or of another dimension,
     *     or no query has a match
     */
    public static EvaluationReport evaluate(
            PersonDataset dataset, SysuProtocol protocol, Map<PersonImage, Embedding> embeddings) {
        RetrievalEvaluation evaluation = new RetrievalEvaluation(dataset, protocol, embeddings);
        List<List<QueryScore>> scores = evaluation.scores();
        return EvaluationReport.of(
                dataset.name(), protocol, evaluation.galleries.get(0).size(), scores);
    }

    /** The scores of all queries in each trial. */
    private List<List<QueryScore>> scores() {
        int[][] placesByTrial = galleries.stream()
                .map(gallery -> gallery.stream().mapToInt(places::get).toArray())
                .toArray(int[][]::new);
        List<List<QueryScore>> byQuery = queries.parallelStream()
                .map(query -> scores(query, placesByTrial))
                .toList();
        return IntStream.range(0, galleries.size())
                .mapToObj(trial ->
                        byQuery.stream().map(scores -> scores.get(trial)).toList())
                .toList();
    }

    /** One query's score in each trial: it is compared with all candidates once, and trials pick from that. */
    private List<QueryScore> scores(PersonImage query, int[][] placesByTrial) {
        float[] cosines = candidates.cosines(embedding(query));
        List<QueryScore> scores = new ArrayList<>();
        for (int trial = 0; trial < placesByTrial.length; trial++) {
            int[] picked = placesByTrial[trial];
            float[] similarities = new float[picked.length];
            for (int i = 0; i < picked.length; i++) {
                similarities[i] = cosines[picked[i]];
            }
            scores.add(RankedList.rank(query, galleries.get(trial), similarities, RankingRule.SYSU_MM01)
                    .score());
        }
        return scores;
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
