package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.gallery.Galleries;
import io.vesper.http.Fields;
import io.vesper.index.Aggregation;
import io.vesper.index.GalleryName;
import io.vesper.index.ReRanking;
import io.vesper.index.ScoreFloor;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a query may say beside its pictures: as parts of a multipart request, or as a JSON object. */
record QueryForm(
        @Schema(description = "An enrolled image to search by, instead of pictures", format = "uuid") @Nullable
        String imageId,

        @Schema(
                description = "An embedding by the active model to search by, instead of pictures; any length but zero",
                example = "[0.12,-0.05,0.33]")
        @Nullable
        List<@Nullable Double> embedding,

        @Schema(
                description =
                        "Spectrum of the pictures, or of the one that the embedding comes from; not beside an imageId",
                example = "infrared",
                allowableValues = {"visible", "infrared"})
        @Nullable
        String modality,

        @Schema(description = "Which camera took the pictures; not beside an imageId", example = "3") @Nullable
        String cameraId,

        @Schema(description = "Where to search", defaultValue = "default", example = "default") @Nullable
        String gallery,

        @Schema(description = "How many people, 1 to 100", defaultValue = "10", type = "integer", example = "5")
        @Nullable
        String topK,

        @Schema(
                description = "Only images of this spectrum",
                defaultValue = "any",
                allowableValues = {"visible", "infrared", "any"})
        @Nullable
        String galleryModality,

        @Schema(
                description =
                        "Only images of these cameras. In a form, one value is taken apart at its commas; values that come one by one are not, so that a single id with a comma is given twice",
                example = "[\"1\",\"2\"]")
        @Nullable
        List<@Nullable String> cameras,

        @Schema(description = "No images of these cameras") @Nullable
        List<@Nullable String> excludeCameras,

        @Schema(
                description = "No images of the camera that took the pictures",
                defaultValue = "false",
                type = "boolean")
        @Nullable
        String excludeSameCamera,

        @Schema(
                description = "No images of any camera at the location of the one that took the pictures",
                defaultValue = "false",
                type = "boolean")
        @Nullable
        String excludeSameLocation,

        @Schema(description = "Only images captured then or later", format = "date-time") @Nullable
        String from,

        @Schema(description = "Only images captured before", format = "date-time") @Nullable
        String to,

        @Schema(description = "Only images and people of at least this cosine, -1 to 1", type = "number") @Nullable
        String minScore,

        @Schema(
                description =
                        "Share of comparisons with strangers that may pass, above 0 to 1: images below the active model's threshold for that are left out. A search makes as many comparisons as the gallery has images, times the query's pictures, so it errs more often than one",
                type = "number",
                example = "0.01")
        @Nullable
        String maxFalseAlarm,

        @Schema(
                description =
                        "How a person's images become its score: the best, the mean of the five best, or their mean embedding",
                defaultValue = "max",
                allowableValues = {"max", "mean", "centroid"})
        @Nullable
        String aggregate,

        @Schema(
                description = "Whether the 100 best images are ordered anew by shared neighbours; scores stay",
                defaultValue = "none",
                allowableValues = {"none", "k-reciprocal"})
        @Nullable
        String rerank,

        @Schema(description = "Images shown for each person, 1 to 20", defaultValue = "3", type = "integer") @Nullable
        String imagesPerPerson) {
    private static final int DEFAULT_TOP_K = 10;
    private static final int DEFAULT_IMAGES = 3;

    /**
     * How to search.
     *
     * @param fields takes what is wrong
     * @param probeCamera which camera took the probe; null: unknown
     * @param galleries know where it stands
     */
    SearchOptions toOptions(Fields fields, @Nullable CameraId probeCamera, Galleries galleries) {
        int people = fields.orElse(fields.optional("topK", topK, Fields.wholeNumber("topK", 1, 100)), DEFAULT_TOP_K);
        int images = fields.orElse(
                fields.optional("imagesPerPerson", imagesPerPerson, Fields.wholeNumber("imagesPerPerson", 1, 20)),
                DEFAULT_IMAGES);
        double lowest = fields.orElse(fields.optional("minScore", minScore, Fields.number("minScore", -1, 1)), -1.0);
        Aggregation aggregation =
                fields.orElse(fields.optional("aggregate", aggregate, QueryValues::aggregation), Aggregation.MAX);
        ReRanking reRanking = fields.orElse(fields.optional("rerank", rerank, QueryValues::reRanking), ReRanking.NONE);
        SearchFilter filter = filter(fields, probeCamera, galleries);
        return fields.build(
                "rerank",
                () -> new SearchOptions(filter, ScoreFloor.of(lowest), people, images, aggregation, reRanking));
    }

    private SearchFilter filter(Fields fields, @Nullable CameraId probeCamera, Galleries galleries) {
        GalleryName name = fields.orElse(fields.optional("gallery", gallery, GalleryName::new), GalleryName.DEFAULT);
        Modality spectrum = "any".equals(galleryModality)
                ? null
                : fields.optional("galleryModality", galleryModality, QueryValues::galleryModality);
        Set<CameraId> wanted = QueryValues.cameras(fields, "cameras", cameras);
        Set<CameraId> unwanted = QueryValues.cameras(fields, "excludeCameras", excludeCameras);
        if (isAsked(fields, "excludeSameCamera", excludeSameCamera)) {
            unwanted.addAll(ofProbe(fields, "excludeSameCamera", probeCamera, Set::of));
        }
        if (isAsked(fields, "excludeSameLocation", excludeSameLocation)) {
            unwanted.addAll(ofProbe(
                    fields, "excludeSameLocation", probeCamera, camera -> galleries.atLocationOf(name, camera)));
        }
        Instant start = fields.optional("from", from, Fields.time("from"));
        Instant end = fields.optional("to", to, Fields.time("to"));
        TimeWindow window = fields.build("from", () -> new TimeWindow(start, end));
        return new SearchFilter(name, spectrum, wanted, unwanted, window);
    }

    private static boolean isAsked(Fields fields, String flag, @Nullable String value) {
        return fields.orElse(fields.optional(flag, value, Fields.flag(flag)), false);
    }

    private static Set<CameraId> ofProbe(
            Fields fields, String flag, @Nullable CameraId probeCamera, Function<CameraId, Set<CameraId>> cameras) {
        if (probeCamera == null) {
            fields.refuse("cameraId", "The cameraId is missing: %s needs to know it.".formatted(flag));
            return Set.of();
        }
        return cameras.apply(probeCamera);
    }
}
