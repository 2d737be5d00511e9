package io.vesper.gallery;

import io.vesper.dataset.DemoDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.SettingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The galleries to try Vesper with, of the demo dataset's test identities, whom no model was trained on: their visible pictures in
 * {@code default}, their infrared ones in {@code night}.
 */
final class DemoGallery {
    private static final Logger LOG = LoggerFactory.getLogger(DemoGallery.class);
    private static final String FOLDER = "demo";
    private static final GalleryName NIGHT = new GalleryName("night");

    private final GallerySettings wanted;
    private final Gallery gallery;
    private final SettingStore settings;
    private final TransactionTemplate transaction;

    DemoGallery(GallerySettings wanted, Gallery gallery, GalleryDatabase database) {
        this.wanted = wanted;
        this.gallery = gallery;
        this.settings = database.settings();
        this.transaction = database.transaction();
    }

    /**
     * Enrols the demo gallery where the settings want it, once: what is deleted from it later stays deleted. Cut short, it is completed by the next call.
     */
    void enrolOnce() {
        if (wanted.demo()) {
            Path folder = DemoDataset.unpack(wanted.datasetsDir().resolve(FOLDER));
            if (settings.get(SettingStore.DEMO_GALLERY) == null) {
                enrol(folder);
            }
        }
    }

    private void enrol(Path folder) {
        Map<ImageLabels, List<Path>> pictures = SysuMm01.read(folder).test().stream()
                .collect(Collectors.groupingBy(
                        DemoGallery::labels,
                        LinkedHashMap::new,
                        Collectors.mapping(PersonImage::file, Collectors.toList())));
        pictures.forEach((labels, files) -> gallery.enrol(
                new Enrolment(labels, files.stream().map(DemoGallery::read).toList())));
        transaction.executeWithoutResult(status -> settings.put(SettingStore.DEMO_GALLERY, "enrolled"));
        LOG.info(
                "The demo galleries are enrolled: {} pictures in {} and {}.",
                pictures.values().stream().mapToInt(List::size).sum(),
                GalleryName.DEFAULT,
                NIGHT);
    }

    private static ImageLabels labels(PersonImage image) {
        GalleryName gallery = image.modality() == Modality.VISIBLE ? GalleryName.DEFAULT : NIGHT;
        return new ImageLabels(
                gallery, image.person(), image.camera(), image.modality(), null, Map.of("dataset", FOLDER));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo picture (%s) cannot be read.".formatted(file), e);
        }
    }
}
