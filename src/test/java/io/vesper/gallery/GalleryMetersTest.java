package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.vesper.person.Modality;
import io.vesper.serving.RefusedPictureException;
import io.vesper.store.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured and traced of a gallery. */
class GalleryMetersTest extends StartedGallery {
    @Test
    void picturesCountByWhatBecameOfThem() {
        test.enrol("A", Pictures.png(1, 1));
        test.enrol("A", Pictures.png(1, 1));
        test.gallery.enrol(
                new Enrolment(TestGallery.labels("B", "1"), List.of(Pictures.png(2, 1), Pictures.png(3, 1))));
        assertThatExceptionOfType(RefusedPictureException.class).isThrownBy(() -> test.enrol("C", new byte[] {1}));

        assertThat(pictures("enrolled", "visible")).isEqualTo(3);
        assertThat(pictures("already_there", "visible")).isEqualTo(1);
        assertThat(pictures("refused", "visible")).isEqualTo(1);
        assertThat(pictures("enrolled", "infrared")).isZero();
    }

    private double pictures(String outcome, String modality) {
        return test.meters
                .get("vesper.enrolment.pictures")
                .tags("outcome", outcome, "modality", modality)
                .counter()
                .count();
    }

    @Test
    void theStagesOfAnEnrolmentAreItsChildren() {
        List<String> stages = observed(() -> test.enrol("A", Pictures.png(1, 1)));

        assertThat(stages)
                .containsExactly(
                        "vesper.decode in vesper.embed.request",
                        "vesper.embed in vesper.embed.request",
                        "vesper.embed.request in vesper.enrolment",
                        "vesper.store in vesper.enrolment",
                        "vesper.enrolment in nothing");
    }

    @Test
    void theStagesOfAQueryAreInWhatItsCallerIsAt() {
        test.enrol("A", Pictures.png(1, 1));

        List<String> stages = observed(() -> Observation.createNotStarted("a request", test.observations)
                .observe(() -> test.find(Pictures.png(1, 1))));

        assertThat(stages)
                .containsExactly(
                        "vesper.decode in vesper.embed.request",
                        "vesper.embed in vesper.embed.request",
                        "vesper.embed.request in a request",
                        "vesper.search in a request",
                        "a request in nothing");
    }

    /** Names of what is observed, as it ends, each with that of its parent. */
    private List<String> observed(Runnable work) {
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        test.observations.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                String parent = context.getParentObservation() == null
                        ? "nothing"
                        : context.getParentObservation().getContextView().getName();
                ended.add(context.getName() + " in " + parent);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        work.run();
        return ended;
    }

    /** A scrape in the middle of a new registration would find the model twice. */
    @Test
    void theModelIsRegisteredOnceAndNotAtEachLook() {
        IndexMeters index = new IndexMeters(test.active, test.database.images(), test.meters);
        index.refresh();
        Meter first = test.meters.get("vesper.model.info").gauge();

        index.refresh();

        assertThat(test.meters.get("vesper.model.info").gauge()).isSameAs(first);
    }

    @Test
    void theIndexLagsByImagesThatItHasNotSeen() {
        IndexMeters index = new IndexMeters(test.active, test.database.images(), test.meters);
        assertThat(test.meters.get("vesper.index.lag").gauge().value()).isNaN();
        test.enrol("A", Pictures.png(1, 1));
        index.refresh();
        assertThat(test.meters.get("vesper.index.lag").gauge().value()).isZero();

        test.database.transaction().executeWithoutResult(status -> {
            test.database.images().insert(TestGallery.labels("B", "1"), Picture.of(Pictures.png(2, 1)));
            test.database.images().insert(TestGallery.labels("C", "1"), Picture.of(Pictures.png(3, 1)));
        });
        index.refresh();

        assertThat(test.meters.get("vesper.index.lag").gauge().value()).isEqualTo(2);
        assertThat(test.meters.get("vesper.index.through").gauge().value()).isEqualTo(1);
    }

    @Test
    void theLagIsUnknownWhileTheDatabaseIsAway() {
        IndexMeters index = new IndexMeters(test.active, test.database.images(), test.meters);
        index.refresh();

        test.dataSource.close();
        index.refresh();

        assertThat(test.meters.get("vesper.index.lag").gauge().value()).isNaN();
    }

    @Test
    void imagesCountByModalityAndTheModelIsNamed() {
        IndexMeters index = new IndexMeters(test.active, test.database.images(), test.meters);
        test.enrol("A", Pictures.png(1, 1));
        test.enrol("B", Pictures.png(2, 1));
        index.refresh();

        assertThat(size(Modality.VISIBLE)).isEqualTo(2);
        assertThat(size(Modality.INFRARED)).isZero();
        assertThat(test.meters.get("vesper.model.info").gauges())
                .singleElement()
                .extracting(gauge -> gauge.getId().getTag("model"))
                .isEqualTo("grid");
    }

    private double size(Modality modality) {
        Gauge gauge = test.meters
                .get("vesper.index.size")
                .tag("modality", modality.label())
                .gauge();
        return gauge.value();
    }
}
