package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.ProbeCalibration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Searches image after image and keeps everybody. */
final class NaiveSearch {
    private final List<Row> rows;
    private final ProbeVectors probe;
    private final ProbeCalibration calibration;

    NaiveSearch(List<Row> rows, ProbeVectors probe, ProbeCalibration calibration) {
        this.rows = rows;
        this.probe = probe;
        this.calibration = calibration;
    }

    List<RankedPerson> people(SearchOptions options) {
        PersonRanking ranking = new PersonRanking(options, calibration);
        scan(options.filter(), ranking);
        List<RankedPerson> people =
                options.aggregation() == Aggregation.CENTROID ? ranking.ranked(centroids(options)) : ranking.ranked();
        if (options.reRanking() == ReRanking.K_RECIPROCAL) {
            TopMatches best = new TopMatches(ReRanking.IMAGES, calibration);
            scan(options.filter(), (entry, score) -> {
                if (options.floor().accepts(entry.labels().modality(), score)) {
                    best.accept(entry, score);
                }
            });
            people = reRanked(best.ranked()).ordered(people, options);
        }
        return people.subList(0, Math.min(options.people(), people.size()));
    }

    List<Match> images(SearchFilter filter, int limit, ReRanking reRanking) {
        TopMatches all = new TopMatches(rows.size(), calibration);
        scan(filter, all);
        List<Match> images = all.ranked();
        if (reRanking == ReRanking.K_RECIPROCAL) {
            images = reRanked(images.subList(0, Math.min(ReRanking.IMAGES, images.size())))
                    .ordered(images);
        }
        return images.subList(0, Math.min(limit, images.size()));
    }

    private ReRankedMatches reRanked(List<Match> best) {
        Map<UUID, Embedding> vectors =
                rows.stream().collect(Collectors.toMap(row -> row.entry().imageId(), Row::embedding));
        return new ReRankedMatches(probe, best, vectors);
    }

    private void scan(SearchFilter filter, ScoreSink sink) {
        for (Row row : rows) {
            if (isSearched(row, filter)) {
                double best = -1;
                for (Embedding embedding : probe.embeddings()) {
                    best = Math.max(best, row.embedding().cosine(embedding));
                }
                sink.accept(row.entry(), (float) Math.min(best, 1));
            }
        }
    }

    private boolean isSearched(Row row, SearchFilter filter) {
        return filter.accepts(row.entry().labels()) && !probe.isItself(row.entry());
    }

    private Map<PersonId, PersonScore> centroids(SearchOptions options) {
        Map<PersonId, Map<Modality, float[]>> sums = new HashMap<>();
        for (Row row : rows) {
            PersonId person = row.entry().labels().person();
            if (person != null && isSearched(row, options.filter())) {
                float[] values = row.embedding().toArray();
                float[] sum = sums.computeIfAbsent(person, p -> new EnumMap<>(Modality.class))
                        .computeIfAbsent(row.entry().labels().modality(), m -> new float[values.length]);
                for (int i = 0; i < values.length; i++) {
                    sum[i] += values[i];
                }
            }
        }
        Map<PersonId, PersonScore> scores = new HashMap<>();
        sums.forEach((person, seen) -> seen.forEach((modality, sum) -> {
            Embedding centroid = Embedding.normalised(sum);
            double cosine = probe.embeddings().stream()
                    .mapToDouble(centroid::cosine)
                    .max()
                    .orElseThrow();
            if (options.floor().accepts(modality, cosine)) {
                PersonScore score = new PersonScore(cosine, calibration.calibrated(modality, cosine));
                scores.merge(person, score, (a, b) -> b.calibrated() > a.calibrated() ? b : a);
            }
        }));
        return scores;
    }
}
