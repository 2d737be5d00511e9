package io.vesper.report;

import io.vesper.findings.DistanceHistograms;
import io.vesper.findings.DistanceHistograms.Pair;
import io.vesper.findings.EmbeddingMap;
import io.vesper.findings.KindFindings;
import io.vesper.findings.KindFindings.Details;
import io.vesper.findings.Measure;
import io.vesper.findings.OpenSetFindings;
import io.vesper.findings.OpenSetFindings.PairErrors;
import io.vesper.findings.QueryCase;
import io.vesper.findings.RankedPicture;
import io.vesper.findings.Statistic;
import io.vesper.person.Modality;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The numbers of a report for programs; whatever is drawn is in it, pictures aside. */
final class ReportJson {
    private ReportJson() {}

    /** Numbers, strings, lists and maps only. */
    static Map<String, Object> of(ReportInput input) {
        ReportHeader header = input.header();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("modelId", header.modelId());
        json.put("dataset", header.dataset());
        json.put("part", header.part());
        json.put("protocol", header.protocol());
        json.put("createdAt", header.createdAt().toString());
        json.put("notes", header.notes());
        json.put("servedKind", input.servedKind());
        json.put("kinds", input.kinds().stream().map(ReportJson::kind).toList());
        json.put("openSet", openSet(input.openSet()));
        json.put("history", input.history());
        json.put("settings", header.settings());
        return json;
    }

    private static Map<String, Object> openSet(OpenSetFindings openSet) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        openSet.pairs().forEach(pair -> pairs.put(pair.pair(), errors(pair)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("part", openSet.part());
        json.put("curveStep", OpenSetFindings.CURVE_STEP);
        json.put("pairs", pairs);
        return json;
    }

    private static Map<String, Object> errors(PairErrors pair) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("strangers", pair.strangers());
        json.put("matches", pair.matches());
        json.put("equalErrorRate", pair.equalErrorRate());
        json.put("equalErrorThreshold", pair.equalErrorThreshold());
        json.put("thresholds", pair.thresholds());
        json.put("falseAcceptRates", pair.falseAcceptRates());
        json.put("falseRejectRates", pair.falseRejectRates());
        return json;
    }

    private static Map<String, Object> kind(KindFindings kind) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", kind.name());
        json.put("isBaseline", kind.details() == null);
        json.put("mean", byName(kind.statistics(), Statistic::mean));
        json.put("standardDeviation", byName(kind.statistics(), Statistic::standardDeviation));
        json.put(
                "trials",
                kind.trials().stream()
                        .map(trial -> byName(trial, Function.identity()))
                        .toList());
        json.put("queries", kind.counts().queries());
        json.put("validQueries", kind.counts().validQueries());
        json.put("galleryImages", kind.counts().galleryImages());
        json.put("cmc", kind.curves().cmc());
        json.put("interpolatedPrecision", kind.curves().precision());
        if (kind.details() != null) {
            json.putAll(details(kind.details()));
        }
        return json;
    }

    private static Map<String, Object> details(Details details) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("distances", distances(details.distances()));
        json.put("best", details.best().stream().map(ReportJson::query).toList());
        json.put("worst", details.worst().stream().map(ReportJson::query).toList());
        json.put("maps", details.maps().stream().map(ReportJson::map).toList());
        return json;
    }

    private static <V> Map<String, Double> byName(Map<Measure, V> measures, Function<V, Double> value) {
        Map<String, Double> json = new LinkedHashMap<>();
        new EnumMap<>(measures).forEach((measure, entry) -> json.put(measure.jsonName(), value.apply(entry)));
        return json;
    }

    private static Map<String, Object> distances(DistanceHistograms distances) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("binWidth", DistanceHistograms.BIN_WIDTH);
        json.put("visibleImages", distances.images(Modality.VISIBLE));
        json.put("infraredImages", distances.images(Modality.INFRARED));
        for (Pair pair : Pair.values()) {
            json.put(pair.jsonName(), distances.counts(pair));
        }
        return json;
    }

    private static Map<String, Object> query(QueryCase query) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("personId", query.query().person().value());
        json.put("cameraId", query.query().camera().value());
        json.put("modality", query.query().modality().label());
        json.put("averagePrecision", query.averagePrecision());
        json.put("firstMatchPlace", query.firstMatchPlace());
        json.put("first", query.first().stream().map(ReportJson::picture).toList());
        return json;
    }

    private static Map<String, Object> picture(RankedPicture picture) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("personId", picture.image().person().value());
        json.put("cameraId", picture.image().camera().value());
        json.put("distance", picture.distance());
        json.put("isMatch", picture.isMatch());
        return json;
    }

    private static Map<String, Object> map(EmbeddingMap map) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", map.method());
        json.put("axes", List.of(map.xLabel(), map.yLabel()));
        json.put("points", map.points().stream().map(ReportJson::point).toList());
        return json;
    }

    private static Map<String, Object> point(EmbeddingMap.Point point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("personId", point.person().value());
        json.put("modality", point.modality().label());
        json.put("x", point.x());
        json.put("y", point.y());
        return json;
    }
}
