package io.vesper.embedding;

import static io.vesper.embedding.SettledNetwork.crop;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.InferenceMode;
import io.vesper.network.VisibleInput;
import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Embedding by many threads, and what it leaves of theirs. */
class EmbedderThreadsIT {
    private static SettledNetwork network;

    @BeforeAll
    static void settle() {
        network = new SettledNetwork();
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @Test
    void manyThreadsAtOnceGetWhatOneWouldGet() throws Exception {
        try (NetworkEmbedder embedder = network.embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR)) {
            List<Callable<List<Embedding>>> requests = new ArrayList<>();
            List<List<Embedding>> alone = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                List<PersonCrop> crops = List.of(crop(i, Modality.VISIBLE), crop(i + 100, Modality.INFRARED));
                alone.add(embedder.embed(crops));
                requests.add(() -> embedder.embed(crops));
            }
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<List<Embedding>>> answers = threads.invokeAll(requests);
                for (int i = 0; i < answers.size(); i++) {
                    assertThat(answers.get(i).get()).isEqualTo(alone.get(i));
                }
            } finally {
                threads.shutdown();
            }
        }
    }

    @Test
    void inferenceModeStopsRecordingOnItsThreadAndRestoresItAfter() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            List<Boolean> recorded = thread.submit(() -> {
                        List<Boolean> modes = new ArrayList<>(List.of(JniUtils.isGradMode()));
                        try (InferenceMode off = new InferenceMode()) {
                            modes.add(JniUtils.isGradMode());
                        }
                        modes.add(JniUtils.isGradMode());
                        return modes;
                    })
                    .get();
            assertThat(recorded).containsExactly(true, false, true);
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void anEmbeddingThreadKeepsItsOwnModeWhateverHappens() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (NetworkEmbedder embedder = network.embedder(EmbeddingKind.REPRESENTATION, VisibleInput.COLOUR)) {
            boolean recordsAfter = thread.submit(() -> {
                        embedder.embed(List.of(crop(1, Modality.VISIBLE)));
                        return JniUtils.isGradMode();
                    })
                    .get();
            assertThat(recordsAfter).isTrue();
        } finally {
            thread.shutdown();
        }
    }
}
