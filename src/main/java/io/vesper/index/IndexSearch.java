package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.scoring.ProbeCalibration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One search of one snapshot. */
final class IndexSearch {
    private final IndexSnapshot snapshot;
    private final ProbeVectors probe;
    private final ProbeCalibration calibration;

    IndexSearch(IndexSnapshot snapshot, ProbeVectors probe, ProbeCalibration calibration) {
        this.snapshot = snapshot;
        this.probe = probe;
        this.calibration = calibration;
    }

    /** The people, best first. */
    List<RankedPerson> people(SearchOptions options) {
        PersonRanking ranking = new PersonRanking(options, calibration);
        List<RankedPerson> people = switch (options.reRanking()) {
            case NONE -> ranked(ranking, options);
            case K_RECIPROCAL -> reRanked(ranking, options);
        };
        return people.subList(0, Math.min(options.people(), people.size()));
    }

    private List<RankedPerson> ranked(PersonRanking ranking, SearchOptions options) {
        scan(options.filter(), ranking);
        if (options.aggregation() != Aggregation.CENTROID) {
            return ranking.ranked();
        }
        Centroids centroids = new Centroids(probe, calibration, options.floor());
        snapshot.visit(options.filter(), centroids);
        return ranking.ranked(centroids.scores());
    }

    private List<RankedPerson> reRanked(PersonRanking ranking, SearchOptions options) {
        TopMatches best = new TopMatches(ReRanking.IMAGES, calibration);
        scan(options.filter(), (entry, score) -> {
            ranking.accept(entry, score);
            if (options.floor().accepts(entry.labels().modality(), score)) {
                best.accept(entry, score);
            }
        });
        return reRanked(best.ranked()).ordered(ranking.ranked(), options);
    }

    /** The images, best first. */
    List<Match> images(SearchFilter filter, int limit, ReRanking reRanking) {
        TopMatches nearest = new TopMatches(Math.max(limit, ReRanking.IMAGES), calibration);
        scan(filter, nearest);
        List<Match> images = nearest.ranked();
        if (reRanking == ReRanking.K_RECIPROCAL) {
            images = reRanked(images.subList(0, Math.min(ReRanking.IMAGES, images.size())))
                    .ordered(images);
        }
        return images.subList(0, Math.min(limit, images.size()));
    }

    private ReRankedMatches reRanked(List<Match> best) {
        Set<UUID> wanted = best.stream().map(Match::imageId).collect(Collectors.toSet());
        Map<UUID, Embedding> vectors = new HashMap<>();
        snapshot.chunks().forEach(chunk -> chunk.copyEmbeddings(wanted, vectors));
        return new ReRankedMatches(probe, best, vectors);
    }

    private void scan(SearchFilter filter, ScoreSink sink) {
        snapshot.scan(probe.embeddings(), filter, (entry, score) -> {
            if (!probe.isItself(entry)) {
                sink.accept(entry, score);
            }
        });
    }
}
