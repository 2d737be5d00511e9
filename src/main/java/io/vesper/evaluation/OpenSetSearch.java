package io.vesper.evaluation;

import io.vesper.embedding.Embedding;
import io.vesper.embedding.OpenSet;
import io.vesper.evaluation.OpenSetSearchFigures.Direction;
import io.vesper.person.Modality;
import io.vesper.person.ModalityPair;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures searches among people of whom the one that is searched for may be none. Each picture is searched for twice in a gallery of
 * all pictures of one modality that the rule lets it meet: once as it is, and once without the person's own, who is a stranger then.
 * So everybody is enrolled and a stranger once, and no draw of who is who decides.
 */
public final class OpenSetSearch {
    private final List<PersonImage> images;
    private final RankingRule rule;
    private final Map<PersonImage, Embedding> embeddings;
    private final CandidateMatrix matrix;

    private OpenSetSearch(List<PersonImage> images, RankingRule rule, Map<PersonImage, Embedding> embeddings) {
        this.images = images;
        this.rule = rule;
        this.embeddings = embeddings;
        this.matrix = CandidateMatrix.of(images, embeddings);
    }

    /**
     * Evaluates a model's thresholds.
     *
     * @param images of people that the thresholds were not measured on
     * @param rule which of them a picture does not meet, beside those of its own camera
     * @param embeddings of one model, of all of these
     * @param openSet of the same model
     * @return for each modality of probes and of gallery: without a limit, then for each rate, the highest first
     * @throws IllegalArgumentException if there are no images, or an embedding is missing
     */
    public static List<OpenSetSearchFigures> evaluate(
            List<PersonImage> images, RankingRule rule, Map<PersonImage, Embedding> embeddings, OpenSet openSet) {
        OpenSetSearch search = new OpenSetSearch(images, rule, embeddings);
        Map<ModalityPair, ErrorRates> comparisons = OpenSetEvaluation.rates(images, rule, embeddings);
        List<OpenSetSearchFigures> figures = new ArrayList<>();
        for (Direction direction : directions()) {
            ModalityPair pair = ModalityPair.of(direction.probes(), direction.gallery());
            ErrorRates rates = comparisons.get(pair);
            if (rates != null) {
                List<Best> best = search.best(direction);
                figures.add(OpenSetSearchFigures.of(direction, null, rates, best));
                openSet.of(pair)
                        .forEach(threshold -> figures.add(OpenSetSearchFigures.of(direction, threshold, rates, best)));
            }
        }
        return figures;
    }

    private static List<Direction> directions() {
        return Arrays.stream(Modality.values())
                .flatMap(probes -> Arrays.stream(Modality.values()).map(gallery -> new Direction(probes, gallery)))
                .toList();
    }

    private List<Best> best(Direction direction) {
        return images.stream()
                .filter(image -> image.modality() == direction.probes())
                .map(probe -> best(probe, direction.gallery()))
                .toList();
    }

    private Best best(PersonImage probe, Modality gallery) {
        float[] similarities = matrix.cosines(DatasetEmbeddings.of(probe, embeddings));
        int strangers = 0;
        double own = Double.NEGATIVE_INFINITY;
        double others = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < similarities.length; i++) {
            PersonImage image = images.get(i);
            if (image.modality() != gallery || !OpenSetEvaluation.isCompared(probe, image, rule)) {
                continue;
            }
            if (image.person().equals(probe.person())) {
                own = Math.max(own, similarities[i]);
            } else {
                others = Math.max(others, similarities[i]);
                strangers++;
            }
        }
        return new Best(own, others, strangers);
    }

    /**
     * The best similarities of one search.
     *
     * @param own with a picture of the person; minus infinity if there is none
     * @param others with a picture of somebody else; minus infinity if there is none
     * @param strangers how many pictures of somebody else it met
     */
    record Best(double own, double others, int strangers) {
        boolean isEnrolled() {
            return own > Double.NEGATIVE_INFINITY;
        }

        boolean hasOthers() {
            return strangers > 0;
        }
    }
}
