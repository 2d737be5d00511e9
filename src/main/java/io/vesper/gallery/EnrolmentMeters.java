package io.vesper.gallery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.vesper.person.Modality;
import io.vesper.store.EnrolmentItem.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What is measured and traced of enrolments. Nothing of it says whose pictures they are, nor in which gallery. */
final class EnrolmentMeters {
    private static final List<Outcome> OUTCOMES = List.of(Outcome.ENROLLED, Outcome.ALREADY_THERE, Outcome.REFUSED);

    private final MeterRegistry meters;
    private final ObservationRegistry observations;

    EnrolmentMeters(MeterRegistry meters, ObservationRegistry observations) {
        this.meters = meters;
        this.observations = observations;
        OUTCOMES.forEach(outcome -> List.of(Modality.values()).forEach(modality -> pictures(outcome, modality)));
    }

    /** A request's pictures, from the wait for the network to the last commit. */
    <T> T request(Supplier<T> work) {
        return enrolment("request", work);
    }

    /** The same of some of a job's pictures. */
    <T> T job(Supplier<T> work) {
        return enrolment("job", work);
    }

    private <T> T enrolment(String source, Supplier<T> work) {
        return Observation.createNotStarted("vesper.enrolment", observations)
                .lowCardinalityKeyValue("source", source)
                .observe(work);
    }

    /** From the wait for the write lock until every search sees the images. */
    <T> T store(Supplier<T> work) {
        return Observation.createNotStarted("vesper.store", observations).observe(work);
    }

    void count(Outcome outcome, Modality modality, int pictures) {
        pictures(outcome, modality).increment(pictures);
    }

    private Counter pictures(Outcome outcome, Modality modality) {
        return Counter.builder("vesper.enrolment.pictures")
                .description("Pictures that were enrolled, had been enrolled before, or were refused")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .tag("modality", modality.label())
                .register(meters);
    }
}
