package io.vesper.assessment;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import io.vesper.protocol.GalleryConvention;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.ProtocolChoice;
import io.vesper.protocol.SysuSearch;
import io.vesper.training.InvalidTrainingRequestException;
import io.vesper.training.TrainingDatasets;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation job is asked to do.
 *
 * @param modelId a published model
 * @param dataset whose people
 * @param part which of them: {@code test} or {@code validation}
 * @param protocol what is chosen of the dataset's protocol
 * @param storeThresholds whether the thresholds that were measured are put into the model's {@code model.json}
 */
public record EvaluationRequest(
        String modelId, DatasetReference dataset, String part, Choice protocol, boolean storeThresholds) {
    /**
     * What may be chosen of a protocol; what is absent is as in {@link ProtocolChoice}.
     *
     * @param query {@code infrared} or {@code visible}
     * @param search {@code all} or {@code indoor}
     * @param shots gallery pictures of each person by each camera
     * @param trials how many galleries are drawn
     * @param galleries {@code defacto} or {@code official}
     */
    public record Choice(
            @Nullable String query,
            @Nullable String search,
            @Nullable Integer shots,
            @Nullable Integer trials,
            @Nullable String galleries) {
        /** Nothing is chosen. */
        public static final Choice STANDARD = new Choice(null, null, null, null, null);

        private ProtocolChoice read() {
            return new ProtocolChoice(
                    read("query", query, Modality::of),
                    read("search", search, SysuSearch::of),
                    shots,
                    trials,
                    read("galleries", galleries, GalleryConvention::of));
        }

        private static <T> @Nullable T read(String field, @Nullable String word, Function<String, T> reader) {
            return word == null ? null : checked("protocol." + field, () -> reader.apply(word));
        }
    }

    /**
     * Reads the dataset and draws the galleries.
     *
     * @throws InvalidTrainingRequestException naming the field that breaks a rule
     */
    ComparedEvaluations begin(TrainingDatasets datasets) {
        DatasetPart people = checked("part", () -> ModelEvaluation.part(part));
        ProtocolChoice choice = protocol.read();
        PersonDataset set = checked("dataset", () -> datasets.read(dataset));
        if (set.images(people).isEmpty()) {
            throw new InvalidTrainingRequestException(
                    "part", "The dataset (%s) has no %s people.".formatted(set.name(), people.label()));
        }
        return checked("protocol", () -> {
            Protocol drawn = choice.of(set.layout());
            return new ComparedEvaluations(set, people, drawn, true);
        });
    }

    private static <T> T checked(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidTrainingRequestException(field, String.valueOf(e.getMessage()));
        }
    }
}
