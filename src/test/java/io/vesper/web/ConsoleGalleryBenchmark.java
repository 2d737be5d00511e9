package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Enrolment;
import io.vesper.gallery.Gallery;
import io.vesper.gallery.Pictures;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon the console shows a large gallery's first pictures, beside a small one's, in turns: {@code mvn test -Djacoco.skip
 * -Dtest=ConsoleGalleryBenchmark [-Dimages=50000]}. Not one of the tests.
 */
class ConsoleGalleryBenchmark {
    private static final int IMAGES = Integer.getInteger("images", 50_000);
    private static final int FEW = 200;
    private static final int PER_PERSON = 50;
    private static final int ROUNDS = 7;

    /** The page's clock when a picture is shown first, and when all in the window are; it starts as the page is asked for. */
    private static final String WATCH = """
            (() => {
              const look = () => {
                const inWindow = [...document.querySelectorAll('main .shot vesper-picture')]
                  .filter((one) => one.getBoundingClientRect().top < innerHeight);
                const shown = inWindow.filter((one) => one.querySelector('img').naturalWidth > 0).length;
                if (shown > 0) { window.firstShown ??= performance.now(); }
                if (shown > 0 && shown === inWindow.length) { window.allShown = performance.now(); } else { requestAnimationFrame(look); }
              };
              requestAnimationFrame(look);
            })();""";

    @TempDir
    Path folder;

    private Gallery gallery;
    private int others;

    @Test
    void measure() {
        try (TestServer server = TestServer.start(folder, GridModelsConfiguration.class)) {
            gallery = server.bean(Gallery.class);
            fill("few", FEW);
            fill("many", IMAGES);
            try (Browser browser = Browser.open(server, Browser.DESKTOP, "#/search")) {
                browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
                for (String view : List.of("", "&view=people")) {
                    report(browser, view.isEmpty() ? "images" : "people", view);
                }
            }
            for (String asked : List.of(
                    "/gallery?limit=60&gallery=%s",
                    "/gallery?limit=60&gallery=%s&cameraId=cam5",
                    "/gallery?limit=60&gallery=%s&modality=infrared",
                    "/gallery?limit=60&gallery=%s&personId=p00003",
                    "/people?limit=20&gallery=%s",
                    "/galleries",
                    "/gallery/stats")) {
                report(server.client(), asked);
            }
        }
    }

    private void report(Browser browser, String what, String view) {
        List<double[]> few = new ArrayList<>();
        List<double[]> many = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            few.add(open(browser, "few", view));
            many.add(open(browser, "many", view));
        }
        for (int i = 0; i < 2; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s: %,.0f ms of %,d images, %,.0f ms of %,d; medians of %d%n",
                    what,
                    i == 0 ? "first picture" : "all pictures in the window",
                    median(few, i),
                    FEW,
                    median(many, i),
                    IMAGES,
                    ROUNDS);
        }
    }

    /** What the page asks for. */
    private void report(TestClient client, String asked) {
        List<double[]> few = new ArrayList<>();
        List<double[]> many = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            few.add(ask(client, asked.formatted("few")));
            many.add(ask(client, asked.formatted("many")));
        }
        System.out.printf(Locale.ROOT, "%s: %.1f ms of few, %.1f ms of many%n", asked, median(few, 0), median(many, 0));
    }

    private double[] ask(TestClient client, String asked) {
        enrolAnother();
        long start = System.nanoTime();
        assertThat(client.get(asked).status()).isEqualTo(200);
        return new double[] {(System.nanoTime() - start) / 1e6};
    }

    private static double median(List<double[]> times, int i) {
        double[] sorted = times.stream().mapToDouble(time -> time[i]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Milliseconds to the first picture, and to all in the window. */
    private double[] open(Browser browser, String gallery, String view) {
        enrolAnother();
        browser.driver().get("about:blank");
        browser.go("#/gallery?gallery=" + gallery + view);
        return browser.await("pictures", page -> {
            Object all = browser.run("return window.allShown ?? null");
            Object first = browser.run("return window.firstShown ?? null");
            return all == null ? null : new double[] {((Number) first).doubleValue(), ((Number) all).doubleValue()};
        });
    }

    /** H2 would else give its last answer again. */
    private void enrolAnother() {
        gallery.enrol(new Enrolment(labels("other", 0), List.of(Pictures.png(-1, others++))));
    }

    private void fill(String name, int images) {
        long start = System.nanoTime();
        for (int done = 0, person = 0; done < images; person++) {
            byte[][] pictures = new byte[Math.min(PER_PERSON, images - done)][];
            int first = done;
            Arrays.setAll(pictures, shot -> Pictures.png(first, shot));
            gallery.enrol(new Enrolment(labels(name, person), List.of(pictures)));
            done += pictures.length;
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d images enrolled in %,d s%n",
                name,
                images,
                (System.nanoTime() - start) / 1_000_000_000);
    }

    private static ImageLabels labels(String gallery, int person) {
        return new ImageLabels(
                new GalleryName(gallery),
                new PersonId("p%05d".formatted(person)),
                new CameraId("cam" + person % 20),
                Modality.VISIBLE,
                Instant.EPOCH.plusSeconds(60L * person),
                Map.of());
    }
}
