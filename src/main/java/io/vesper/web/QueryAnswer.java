package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.index.ImageLabels;
import io.vesper.index.Match;
import io.vesper.index.RankedPerson;
import io.vesper.search.SearchAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The answer of {@code POST /query}. */
record QueryAnswer(
        @Schema(description = "Names this answer in a conversation about it")
        UUID queryId,

        @Schema(example = "demo", description = "The one model that all scores come from")
        String modelId,

        @Schema(example = "default") String gallery,

        @Schema(description = "Sequence number through which every image was considered")
        long indexedThrough,

        Took took,

        @Schema(description = "Images below these were left out; empty without maxFalseAlarm")
        List<ThresholdView> thresholds,

        List<Person> results) {
    static QueryAnswer of(SearchAnswer answer, String gallery) {
        List<RankedPerson> people = answer.people();
        return new QueryAnswer(
                UUID.randomUUID(),
                answer.modelId(),
                gallery,
                answer.indexedThrough(),
                Took.of(answer.took()),
                answer.thresholds().stream().map(ThresholdView::of).toList(),
                IntStream.range(0, people.size())
                        .mapToObj(i -> Person.of(i + 1, people.get(i)))
                        .toList());
    }

    static double score(double cosine) {
        return Math.round(cosine * 1e6) / 1e6; // float32 has no more digits
    }

    private static double calibrated(double logarithm) {
        return Math.round(logarithm * 1e4) / 1e4;
    }

    /** Where the time went. */
    record Took(
            @Schema(example = "2.1") double decodeMs,
            @Schema(example = "31.4") double embedMs,
            @Schema(example = "0.3") double searchMs) {
        static Took of(SearchAnswer.Took took) {
            return new Took(millis(took.decode()), millis(took.embed()), millis(took.search()));
        }

        private static double millis(Duration duration) {
            return Math.round(duration.toNanos() / 1e4) / 1e2;
        }
    }

    /** A person, or an unidentified image that ranks alone. */
    @Schema(name = "RankedPerson")
    record Person(
            @Schema(example = "1") int rank,

            @Schema(example = "0007", description = "null: not yet identified") @Nullable
            String personId,

            @Schema(example = "0.83", description = "Cosine, -1 to 1: of the best image, or as aggregate says")
            double score,

            @Schema(
                    example = "3.7",
                    description =
                            "Ranks: the natural logarithm of how much likelier such a score is between two images of one person than between images of two people, estimated from this gallery for the pair of modalities; 0: as likely")
            double calibrated,

            List<Image> images) {
        static Person of(int rank, RankedPerson ranked) {
            return new Person(
                    rank,
                    ranked.person() == null ? null : ranked.person().value(),
                    QueryAnswer.score(ranked.score()),
                    QueryAnswer.calibrated(ranked.calibrated()),
                    ranked.images().stream().map(Image::of).toList());
        }
    }

    /** An image that speaks for the person. */
    @Schema(name = "MatchingImage")
    record Image(
            UUID imageId,
            @Schema(example = "1") String cameraId,
            @Schema(example = "visible") String modality,
            @Nullable Instant capturedAt,
            @Schema(example = "0.83") double score,
            @Schema(example = "3.7") double calibrated,

            @Schema(example = "/gallery/7f9c5d1e-0f43-4a53-9a2c-6a1f3f0d9b11/image")
            String href) {
        static Image of(Match match) {
            ImageLabels labels = match.labels();
            return new Image(
                    match.imageId(),
                    labels.camera().value(),
                    labels.modality().label(),
                    labels.capturedAt(),
                    QueryAnswer.score(match.score()),
                    QueryAnswer.calibrated(match.calibrated()),
                    ImageView.href(match.imageId()));
        }
    }
}
