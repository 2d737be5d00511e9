package io.vesper.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.vesper.access.TooManyRequestsException;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.gallery.GridEmbedder;
import io.vesper.gallery.Pictures;
import io.vesper.person.Modality;
import io.vesper.serving.CropEmbedder.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CropEmbedderTest {
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecordedEmbedder network = new RecordedEmbedder("one");
    private CropEmbedder crops = with(new EmbeddingLimits(20, Duration.ofMinutes(1)), 1);

    private CropEmbedder with(EmbeddingLimits limits, int workers) {
        meters = new SimpleMeterRegistry();
        return new CropEmbedder(
                new ImageDecoder(ImageLimits.DEFAULT), limits, meters, ObservationRegistry.NOOP, workers);
    }

    @AfterEach
    void close() {
        network.letAllPass();
        crops.close();
    }

    private static List<Source> pictures(int... people) {
        return IntStream.of(people)
                .mapToObj(person -> new Source(Pictures.png(person, 0), Modality.VISIBLE))
                .toList();
    }

    private CompletableFuture<CropEmbedder.Result> later(RecordedEmbedder embedder, List<Source> sources) {
        int before = waiting();
        CompletableFuture<CropEmbedder.Result> answer =
                CompletableFuture.supplyAsync(() -> crops.embed(embedder, sources), task -> new Thread(task).start());
        while (waiting() < before + sources.size() && !answer.isDone()) {
            Thread.onSpinWait();
        }
        return answer;
    }

    private int waiting() {
        return (int) meters.get("vesper.embed.waiting").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    /** The network holds a first picture until it is let pass, so that others gather. */
    private CompletableFuture<CropEmbedder.Result> busy() {
        network.hold();
        CompletableFuture<CropEmbedder.Result> first = CompletableFuture.supplyAsync(
                () -> crops.embed(network, pictures(1)), task -> new Thread(task).start());
        network.awaitCall();
        return first;
    }

    @Test
    void everyCallerGetsItsOwnPicturesEmbeddings() {
        crops.close();
        crops = with(EmbeddingLimits.DEFAULT, 3);
        GridEmbedder alone = new GridEmbedder("alone", 4);
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int caller = i;
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int round = 0; round < 20; round++) {
                            int[] people = {caller, round, caller + round};
                            assertThat(crops.embed(network, pictures(people)).embeddings())
                                    .isEqualTo(RecordedEmbedder.embeddings(alone, people));
                        }
                    },
                    task -> new Thread(task).start()));
        }
        callers.forEach(CompletableFuture::join);
        assertThat(network.batches()).allMatch(size -> size <= 8);
    }

    @Test
    void whatGathersWhileTheNetworkIsBusyGoesTogether() {
        CompletableFuture<?> first = busy();
        List<CompletableFuture<?>> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(later(network, pictures(i)));
        }

        network.letAllPass();
        first.join();
        others.forEach(CompletableFuture::join);

        assertThat(network.batches()).containsExactly(1, 8, 2);
    }

    @Test
    void idleWorkersShareWhatWaits() {
        crops.close();
        crops = with(EmbeddingLimits.DEFAULT, 2);
        network.hold();
        CompletableFuture<?> answer = CompletableFuture.runAsync(
                () -> crops.embed(network, pictures(1, 2, 3, 4, 5, 6)), task -> new Thread(task).start());
        network.awaitCall();
        network.awaitCall();

        assertThat(network.batches()).containsExactly(3, 3);
        network.letAllPass();
        answer.join();
    }

    @Test
    void onePictureDoesNotWaitForTheManyOfAnother() {
        CompletableFuture<?> first = busy();
        CompletableFuture<?> many =
                later(network, pictures(IntStream.range(0, 16).toArray()));
        CompletableFuture<?> one = later(network, pictures(99));

        network.letOnePass();
        first.join();
        network.awaitCall(); // the second batch, of both
        network.letOnePass();
        one.join();

        assertThat(many).isNotDone();
        network.letAllPass();
        many.join();
    }

    @Test
    void theFirstPictureThatIsRefusedIsNamedAndOthersAreNotTouched() {
        CompletableFuture<?> first = busy();
        List<Source> sources = new ArrayList<>(pictures(1, 2, 3, 4));
        sources.set(1, new Source(new byte[] {1, 2, 3}, Modality.VISIBLE));
        sources.set(3, new Source(new byte[] {4}, Modality.VISIBLE));
        CompletableFuture<?> broken = later(network, sources);
        CompletableFuture<CropEmbedder.Result> whole = later(network, pictures(7));

        network.letAllPass();
        first.join();

        assertThatThrownBy(broken::join)
                .hasCauseInstanceOf(RefusedPictureException.class)
                .satisfies(e -> assertThat(((RefusedPictureException) e.getCause()).position())
                        .isEqualTo(1));
        assertThat(whole.join().embeddings()).isEqualTo(RecordedEmbedder.embeddings(new GridEmbedder("alone", 4), 7));
    }

    @Test
    void whenTooManyWaitCallersAreToldWhenToComeBackButJobsWait() {
        CompletableFuture<?> first = busy();
        CompletableFuture<?> many =
                later(network, pictures(IntStream.range(0, 20).toArray()));

        assertThatThrownBy(() -> crops.embed(network, pictures(1)))
                .isInstanceOf(TooManyRequestsException.class)
                .hasMessageContaining("20 pictures that wait")
                .satisfies(e -> assertThat(((TooManyRequestsException) e).waitSeconds())
                        .isEqualTo(2)); // 20 pictures of 0.1 s, the first guess
        CompletableFuture<?> job = CompletableFuture.runAsync(
                () -> crops.embedPatiently(network, pictures(5)), task -> new Thread(task).start());
        network.awaitCall(); // it has its own place

        network.letAllPass();
        CompletableFuture.allOf(first, many, job).join();
        assertThat(meters.get("vesper.embed.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void aCallerDoesNotWaitForJobsNorAJobForCallers() {
        network.hold();
        CompletableFuture<?> job = CompletableFuture.runAsync(
                () -> crops.embedPatiently(network, pictures(1, 2, 3)), task -> new Thread(task).start());
        network.awaitCall();
        CompletableFuture<?> caller =
                CompletableFuture.runAsync(() -> crops.embed(network, pictures(4)), task -> new Thread(task).start());
        network.awaitCall(); // while the job's is at work

        CompletableFuture<?> second = later(network, pictures(5));
        network.letOnePass();
        CompletableFuture.anyOf(job, caller).join();
        network.letAllPass();
        CompletableFuture.allOf(job, caller, second).join();
        assertThat(network.batches()).containsExactly(3, 1, 1);
    }

    @Test
    void whatHasWaitedTooLongIsNotBegun() {
        crops.close();
        crops = with(new EmbeddingLimits(20, Duration.ofMillis(300)), 1);
        CompletableFuture<?> first = busy();
        CompletableFuture<?> late = later(network, pictures(2));
        LockSupport.parkNanos(Duration.ofMillis(400).toNanos());

        network.letAllPass();
        first.join();

        assertThatThrownBy(late::join).hasCauseInstanceOf(TooManyRequestsException.class);
        assertThat(network.batches()).containsExactly(1);
    }

    @Test
    void whatTheNetworkMeetsEveryCallerOfTheBatchIsToldAndTheNextIsAnswered() {
        CompletableFuture<?> first = busy();
        CompletableFuture<?> second = later(network, pictures(2));
        network.failOnce(new IllegalStateException("The network is out of order."));

        network.letAllPass();

        assertThatThrownBy(() -> CompletableFuture.allOf(first, second).join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("out of order");
        assertThat(crops.embed(network, pictures(3)).embeddings()).hasSize(1);
    }

    @Test
    void picturesOfTwoModelsNeverGoTogether() {
        RecordedEmbedder other = new RecordedEmbedder("other");
        CompletableFuture<?> first = busy();
        List<CompletableFuture<?>> rest = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rest.add(later(network, pictures(i)));
            rest.add(later(other, pictures(i)));
        }

        network.letAllPass();
        first.join();
        rest.forEach(CompletableFuture::join);

        assertThat(network.batches()).containsExactly(1, 3);
        assertThat(other.batches()).containsExactly(3);
    }

    @Test
    void noPicturesAreEmbeddedAtOnce() {
        assertThat(crops.embed(network, List.of()).embeddings()).isEmpty();
        assertThat(crops.embedPatiently(network, List.of()).embeddings()).isEmpty();
    }

    @Test
    void onceClosedNothingIsTaken() {
        crops.close();

        assertThatThrownBy(() -> crops.embed(network, pictures(1))).isInstanceOf(CancellationException.class);
    }
}
