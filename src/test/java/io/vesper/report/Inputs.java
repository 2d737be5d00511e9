package io.vesper.report;

import io.vesper.findings.DistanceHistograms;
import io.vesper.findings.DistanceHistograms.Pair;
import io.vesper.findings.EmbeddingMap;
import io.vesper.findings.EmbeddingMap.Point;
import io.vesper.findings.KindFindings;
import io.vesper.findings.KindFindings.Counts;
import io.vesper.findings.KindFindings.Curves;
import io.vesper.findings.KindFindings.Details;
import io.vesper.findings.Measure;
import io.vesper.findings.OpenSetFindings;
import io.vesper.findings.OpenSetFindings.PairErrors;
import io.vesper.findings.OpenSetFindings.Row;
import io.vesper.findings.QueryCase;
import io.vesper.findings.RankedPicture;
import io.vesper.findings.Statistic;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Small inputs of reports. The pictures are of the demo set: computer-rendered people. */
final class Inputs {
    static final Path DEMO = Path.of("src/main/resources/datasets/demo");

    private Inputs() {}

    /** One baseline and one kind, two trials, no history, without pictures. */
    static ReportInput small() {
        return input("demo", List.of(kind("chance", null), kind("observation", details("0031"))), List.of());
    }

    static ReportInput input(String modelId, List<KindFindings> kinds, List<Map<String, Object>> history) {
        String served = kinds.get(kinds.size() - 1).name();
        return new ReportInput(header(modelId), kinds, served, history, openSet(), false);
    }

    static ReportInput withPictures(ReportInput input) {
        return new ReportInput(
                input.header(), input.kinds(), input.servedKind(), input.history(), input.openSet(), true);
    }

    /** One pair of modalities with one of the rates; both errors cross at the middle of the curve. */
    static OpenSetFindings openSet() {
        List<Double> rising =
                IntStream.rangeClosed(0, 200).mapToObj(i -> i / 200.0).toList();
        List<Double> falling =
                IntStream.rangeClosed(0, 200).mapToObj(i -> 1 - i / 200.0).toList();
        return new OpenSetFindings(
                "validation",
                List.of(new PairErrors(
                        "visible-infrared",
                        1234,
                        56,
                        0.125,
                        0.4321,
                        List.of(new Row(0.1, 0.5, 0.25)),
                        falling,
                        rising)));
    }

    static ReportHeader header(String modelId) {
        return new ReportHeader(
                modelId,
                "demo set",
                "all-search, infrared queries",
                "test",
                Instant.parse("2026-11-24T10:11:12Z"),
                List.of("The split is not the published one."),
                Map.of("optimiser", Map.of("learningRate", 0.0003)));
    }

    /** Rank-1 is 40 and 42 % in two trials, every other measure 50 %. */
    static KindFindings kind(String name, @Nullable Details details) {
        Map<Measure, Statistic> statistics = new EnumMap<>(Measure.class);
        Arrays.stream(Measure.values()).forEach(measure -> statistics.put(measure, new Statistic(0.5, 0)));
        statistics.put(Measure.RANK_1, new Statistic(0.41, 0.0141421356));
        return new KindFindings(
                name,
                List.of(Map.of(Measure.RANK_1, 0.4), Map.of(Measure.RANK_1, 0.42)),
                statistics,
                new Counts(12, 10, 34),
                new Curves(Collections.nCopies(20, 0.75), Collections.nCopies(101, 0.25)),
                details);
    }

    /** One query of a person, which finds somebody else first and then the person. */
    static Details details(String person) {
        PersonImage query = image(person, "cam3", Modality.INFRARED);
        QueryCase queryCase = new QueryCase(
                query,
                0.5,
                2,
                List.of(
                        new RankedPicture(image("0032", "cam1", Modality.VISIBLE), 0.125, false),
                        new RankedPicture(image(person, "cam4", Modality.VISIBLE), 0.25, true)));
        return new Details(
                distances(Map.of(Pair.SAME_PERSON_ACROSS, 3, Pair.OTHER_PERSON_ACROSS, 5)),
                List.of(queryCase),
                List.of(queryCase),
                List.of(map(person)));
    }

    /** All pairs of a kind at distance 0.02 times that number. */
    static DistanceHistograms distances(Map<Pair, Integer> bins) {
        Map<Pair, List<Integer>> counts = new EnumMap<>(Pair.class);
        for (Pair pair : Pair.values()) {
            List<Integer> ofPair = new ArrayList<>(Collections.nCopies(DistanceHistograms.BINS, 0));
            if (bins.containsKey(pair)) {
                ofPair.set(bins.get(pair), 7);
            }
            counts.put(pair, ofPair);
        }
        return new DistanceHistograms(Map.of(Modality.VISIBLE, 4, Modality.INFRARED, 2), counts);
    }

    private static EmbeddingMap map(String person) {
        PersonId id = new PersonId(person);
        return new EmbeddingMap(
                "principal components",
                "component 1",
                "component 2",
                List.of(new Point(id, Modality.VISIBLE, -1.5, 0), new Point(id, Modality.INFRARED, 1.5, 0.5)));
    }

    static PersonImage image(String person, String camera, Modality modality) {
        Path file = DEMO.resolve(modality == Modality.VISIBLE ? "cam1" : "cam3").resolve("0032/0001.jpg");
        return new PersonImage(file, new PersonId(person), new CameraId(camera), modality);
    }
}
