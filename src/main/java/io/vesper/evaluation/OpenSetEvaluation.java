package io.vesper.evaluation;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.person.ModalityPair;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how well a threshold tells one person's pictures from two people's, over all pairs of pictures of one part of a dataset.
 * Left out are pairs by one camera, and those that the protocol's rule ignores, such as two of one location.
 */
public final class OpenSetEvaluation {
    private OpenSetEvaluation() {}

    /**
     * Evaluates.
     *
     * @param part whose people; none that the model has learned from
     * @param rule of the dataset's protocol
     * @param embeddings of one model, of all pictures of the part
     * @throws IllegalArgumentException if the part is empty, or an embedding is missing
     */
    public static OpenSetRates evaluate(
            PersonDataset dataset, DatasetPart part, RankingRule rule, Map<PersonImage, Embedding> embeddings) {
        return new OpenSetRates(dataset.name(), part, rates(dataset.images(part), rule, embeddings));
    }

    /** By pair of modalities; without those of which there are no pairs of two people, or none of one. */
    static Map<ModalityPair, ErrorRates> rates(
            List<PersonImage> images, RankingRule rule, Map<PersonImage, Embedding> embeddings) {
        Map<ModalityPair, SimilarityCounts> counts = new EnumMap<>(ModalityPair.class);
        CandidateMatrix matrix = CandidateMatrix.of(images, embeddings);
        for (int i = 0; i < images.size(); i++) {
            PersonImage one = images.get(i);
            float[] similarities = matrix.cosines(DatasetEmbeddings.of(one, embeddings));
            for (int j = 0; j < i; j++) {
                PersonImage other = images.get(j);
                if (isCompared(one, other, rule)) {
                    counts.computeIfAbsent(
                                    ModalityPair.of(one.modality(), other.modality()), pair -> new SimilarityCounts())
                            .add(similarities[j], one.person().equals(other.person()));
                }
            }
        }
        Map<ModalityPair, ErrorRates> rates = new EnumMap<>(ModalityPair.class);
        counts.forEach((pair, counted) -> {
            if (counted.hasBoth()) {
                rates.put(pair, new ErrorRates(counted));
            }
        });
        return rates;
    }

    /** Whether a search for one of the two could meet the other as more than the same camera's next picture. */
    static boolean isCompared(PersonImage one, PersonImage other, RankingRule rule) {
        return !one.camera().equals(other.camera()) && !rule.isIgnored(one, other);
    }
}
