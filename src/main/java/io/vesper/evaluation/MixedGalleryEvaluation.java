package io.vesper.evaluation;

import io.vesper.embedding.Embedding;
import io.vesper.evaluation.MixedGalleryFigures.Order;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.IndexEntry;
import io.vesper.index.Match;
import io.vesper.index.MemoryIndex;
import io.vesper.index.ProbeVectors;
import io.vesper.index.ReRanking;
import io.vesper.index.SearchFilter;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Measures the search as it is served, in a gallery of both modalities: every picture is a probe once, and its gallery is all
 * pictures by the other cameras. Ranks count pictures.
 */
public final class MixedGalleryEvaluation {
    private static final SearchFilter ANY = SearchFilter.everythingIn(GalleryName.DEFAULT);

    private final Map<PersonImage, Embedding> embeddings;
    private final Map<Modality, Map<Order, Scores>> scores = new EnumMap<>(Modality.class);

    private MixedGalleryEvaluation(Map<PersonImage, Embedding> embeddings) {
        this.embeddings = embeddings;
    }

    /**
     * Evaluates.
     *
     * @param images of one part of a set, in the order that settles ties
     * @param embeddings of one model, of all of these
     * @return for each modality of probes, each order
     * @throws IllegalArgumentException if there are no images, or no probe of a modality has a match in the other
     */
    public static List<MixedGalleryFigures> evaluate(List<PersonImage> images, Map<PersonImage, Embedding> embeddings) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("There are no pictures to search. Maybe the part is empty.");
        }
        MixedGalleryEvaluation evaluation = new MixedGalleryEvaluation(embeddings);
        images.stream().map(PersonImage::camera).distinct().forEach(camera -> evaluation.search(images, camera));
        List<MixedGalleryFigures> figures = new ArrayList<>();
        evaluation.scores.forEach((probes, byOrder) ->
                byOrder.forEach((order, scores) -> figures.add(new MixedGalleryFigures(
                        probes,
                        order,
                        RetrievalMetrics.of(scores.everyMatch()),
                        RetrievalMetrics.of(scores.acrossOnly())))));
        return figures;
    }

    /** One camera's probes. The gallery has none of its pictures, so the calibration knows nothing of them either. */
    private void search(List<PersonImage> images, CameraId camera) {
        List<PersonImage> gallery =
                images.stream().filter(image -> !image.camera().equals(camera)).toList();
        MemoryIndex index = new MemoryIndex(embedding(images.get(0)).dimension());
        index.add(IntStream.range(0, gallery.size())
                .mapToObj(i -> row(i, gallery.get(i)))
                .toList());
        for (PersonImage probe : images) {
            if (probe.camera().equals(camera)) {
                for (Order order : Order.values()) {
                    List<PersonImage> ranking = ranking(index, probe, order).stream()
                            .map(match -> gallery.get((int) match.sequence()))
                            .toList();
                    scores.computeIfAbsent(probe.modality(), modality -> new EnumMap<>(Order.class))
                            .computeIfAbsent(order, o -> new Scores(new ArrayList<>(), new ArrayList<>()))
                            .add(probe, ranking);
                }
            }
        }
    }

    private List<Match> ranking(MemoryIndex index, PersonImage probe, Order order) {
        ProbeVectors vectors = ProbeVectors.of(List.of(embedding(probe)), probe.modality());
        SearchFilter filter = order.isAlone() ? only(other(probe.modality())) : ANY;
        int all = Math.max(1, index.size());
        return switch (order) {
            case COSINE ->
                index.nearest(vectors, filter, all, ReRanking.NONE).stream()
                        .sorted(Comparator.comparingDouble(Match::score)
                                .reversed()
                                .thenComparingLong(Match::sequence))
                        .toList();
            case CALIBRATED, OTHER_MODALITY_ALONE -> index.nearest(vectors, filter, all, ReRanking.NONE);
            case CALIBRATED_K_RECIPROCAL, OTHER_MODALITY_ALONE_K_RECIPROCAL ->
                index.nearest(vectors, filter, all, ReRanking.K_RECIPROCAL);
        };
    }

    private static SearchFilter only(Modality modality) {
        return new SearchFilter(GalleryName.DEFAULT, modality, Set.of(), Set.of(), TimeWindow.ALWAYS);
    }

    private static Modality other(Modality modality) {
        return modality == Modality.VISIBLE ? Modality.INFRARED : Modality.VISIBLE;
    }

    private GalleryIndex.Row row(int place, PersonImage image) {
        ImageLabels labels =
                new ImageLabels(GalleryName.DEFAULT, image.person(), image.camera(), image.modality(), null, Map.of());
        return new GalleryIndex.Row(new IndexEntry(new UUID(0, place), place, labels), embedding(image));
    }

    private Embedding embedding(PersonImage image) {
        return DatasetEmbeddings.of(image, embeddings);
    }

    private record Scores(List<QueryScore> everyMatch, List<QueryScore> acrossOnly) {
        void add(PersonImage probe, List<PersonImage> ranking) {
            RankedList whole = new RankedList(probe, ranking, RankingRule.REGDB);
            everyMatch.add(whole.score());
            List<PersonImage> across = ranking.stream()
                    .filter(image -> !(whole.isMatch(image) && image.modality() == probe.modality()))
                    .toList();
            acrossOnly.add(new RankedList(probe, across, RankingRule.REGDB).score());
        }
    }
}
