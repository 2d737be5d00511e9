package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.index.BestRows.RowKey;
import io.vesper.scoring.ProbeCalibration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One search: who may be among the best is found by a scan, and ranked by exact scores afterwards. */
final class IndexSearch {
    private static final ScoreFloor NO_FLOOR = ScoreFloor.of(-1);

    private final ScanQueue scans;
    private final ProbeVectors probe;
    private final ProbeCalibration calibration;
    private final GraphSearch graphs;

    IndexSearch(ScanQueue scans, ProbeVectors probe, ProbeCalibration calibration) {
        this.scans = scans;
        this.probe = probe;
        this.calibration = calibration;
        this.graphs = new GraphSearch(scans, probe.vectors());
    }

    /** The people, best first. */
    SearchResult people(SearchOptions options) {
        return options.aggregation() == Aggregation.CENTROID ? byCentroids(options) : byImages(options);
    }

    private SearchResult byImages(SearchOptions options) {
        boolean isReRanked = options.reRanking() != ReRanking.NONE;
        int limit = options.people() + (isReRanked ? ReRanking.IMAGES : 0);
        WalkWidth width = WalkWidth.ofPeople(limit, isReRanked ? ReRanking.IMAGES : 0);
        ScanRequest.Collectors<PeopleCandidates> collectors = scan -> candidates(options, limit, scan);
        ScanRequest<PeopleCandidates> request = options.aggregation() == Aggregation.MAX
                ? graphs.find(options.filter(), width, collectors)
                : graphs.scan(options.filter(), collectors);
        PeopleCandidates found = request.collected();
        PeopleRows rows = new PeopleRows(request.context().snapshot(), options.filter());
        found.best().ranked().forEach(rows::add);
        if (found.means() != null) {
            rows.add(found.means(), limit);
        }
        List<Candidate> images =
                found.images() == null ? List.of() : found.images().ranked();
        images.forEach(rows::add);
        PersonRanking ranking = new PersonRanking(options, calibration);
        offer(rows, request.context(), ranking);
        List<RankedPerson> people = ranking.ranked();
        if (isReRanked) {
            people = reRanked(images, request.context()).ordered(people, options);
        }
        return result(people, options, request.context());
    }

    private PeopleCandidates candidates(SearchOptions options, int limit, ScanContext scan) {
        Scoring scoring = scoring(options.floor(), scan);
        boolean isMean = options.aggregation() == Aggregation.MEAN;
        return new PeopleCandidates(
                new BestRows(limit, isMean ? RowKey.UNIDENTIFIED : RowKey.PERSON, scoring),
                isMean ? new MeanScores(scan.snapshot().people(), scoring) : null,
                options.reRanking() == ReRanking.NONE ? null : new BestRows(ReRanking.IMAGES, RowKey.IMAGE, scoring));
    }

    private void offer(PeopleRows rows, ScanContext scan, ScoreSink sink) {
        ExactScores exact = new ExactScores(scans.kernel(), probe.vectors(), scan.snapshot());
        rows.forEach((entry, place) -> {
            if (!probe.isItself(entry)) {
                sink.accept(entry, exact.of(place));
            }
        });
    }

    private SearchResult byCentroids(SearchOptions options) {
        ScanRequest<BestRows> request = new ScanRequest<>(
                probe.vectors(),
                snapshot -> RowFilter.ofUnidentified(
                        options.filter(), snapshot.codes().kinds()),
                scan -> new BestRows(options.people(), RowKey.UNIDENTIFIED, scoring(options.floor(), scan)));
        scans.scan(request);
        IndexSnapshot snapshot = request.context().snapshot();
        Centroids centroids = new Centroids(probe, calibration, options.floor());
        snapshot.visit(options.filter(), centroids);
        PersonRanking ranking = new PersonRanking(options, calibration);
        PeopleRows unidentified = new PeopleRows(snapshot, options.filter());
        request.collected().ranked().forEach(unidentified::add);
        offer(unidentified, request.context(), ranking);
        for (List<Integer> group : centroids.ranked(options.people())) {
            if (ranking.identified() < options.people()) {
                PeopleRows rows = new PeopleRows(snapshot, options.filter());
                group.forEach(rows::add);
                offer(rows, request.context(), ranking);
            }
        }
        return result(ranking.ranked(centroids.byPerson()), options, request.context());
    }

    private static SearchResult result(List<RankedPerson> people, SearchOptions options, ScanContext scan) {
        return new SearchResult(
                people.subList(0, Math.min(options.people(), people.size())),
                scan.snapshot().through());
    }

    /** The images, best first. */
    List<Match> images(SearchFilter filter, int limit, ReRanking reRanking) {
        int wanted = reRanking == ReRanking.NONE ? limit : Math.max(limit, ReRanking.IMAGES);
        ScanRequest<BestRows> request = graphs.find(
                filter,
                WalkWidth.ofImages(wanted),
                scan -> new BestRows(wanted, RowKey.IMAGE, scoring(NO_FLOOR, scan)));
        List<Candidate> best = request.collected().ranked();
        List<Match> images = matches(best, request.context());
        if (reRanking == ReRanking.K_RECIPROCAL) {
            images = reRanked(best.subList(0, Math.min(ReRanking.IMAGES, best.size())), request.context())
                    .ordered(images);
        }
        return images.subList(0, Math.min(limit, images.size()));
    }

    private Scoring scoring(ScoreFloor floor, ScanContext scan) {
        return new Scoring(scans.kernel(), probe, calibration, floor, scan);
    }

    private List<Match> matches(List<Candidate> candidates, ScanContext scan) {
        ExactScores exact = new ExactScores(scans.kernel(), probe.vectors(), scan.snapshot());
        return candidates.stream()
                .map(found -> Match.of(found.entry(), exact.of(found.place()), found.least()))
                .toList();
    }

    private ReRankedMatches reRanked(List<Candidate> best, ScanContext scan) {
        Map<UUID, Embedding> vectors = new HashMap<>();
        for (Candidate found : best) {
            IndexChunk chunk = scan.snapshot().chunk(found.place());
            vectors.put(found.entry().imageId(), chunk.embedding(Place.row(found.place())));
        }
        return new ReRankedMatches(probe, matches(best, scan), vectors);
    }
}
