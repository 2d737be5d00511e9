package io.vesper.bulk;

import io.vesper.dataset.PersonDataset;
import io.vesper.http.InvalidRequestException;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import io.vesper.store.EnrolmentItemStore.NewItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Pictures of a dataset. They are not decoded here, and need not have passed its check. */
final class EnrolmentDataset implements EnrolmentSource {
    private static final int MAX_NAME = 256;

    private final List<PersonImage> images;
    private final GalleryName gallery;

    /** @throws InvalidRequestException if the dataset has no such pictures, or too many of them */
    EnrolmentDataset(PersonDataset dataset, String split, GalleryName gallery, EnrolmentSettings settings) {
        this.images = images(dataset, split);
        this.gallery = gallery;
        if (images.isEmpty() || images.size() > settings.maxPictures()) {
            throw new InvalidRequestException(
                    "split",
                    "The split (%s) has %d pictures, but a job enrols 1 to %d."
                            .formatted(split, images.size(), settings.maxPictures()));
        }
        long bytes = images.stream().mapToLong(image -> size(image.file())).sum();
        if (bytes > settings.maxUnpackedSize().toBytes()) {
            throw new InvalidRequestException(
                    "split",
                    "The split (%s) has pictures of %d bytes, but a job enrols at most %d."
                            .formatted(split, bytes, settings.maxUnpackedSize().toBytes()));
        }
    }

    private static List<PersonImage> images(PersonDataset dataset, String split) {
        return switch (split) {
            case "gallery" -> ofTest(dataset, Modality.VISIBLE);
            case "query" -> ofTest(dataset, Modality.INFRARED);
            case "train" -> dataset.train();
            case "validation" -> dataset.validation();
            case "test" -> dataset.test();
            default ->
                throw new InvalidRequestException(
                        "split",
                        "The split (%s) is not one of gallery, query, train, validation, test.".formatted(split));
        };
    }

    private static List<PersonImage> ofTest(PersonDataset dataset, Modality modality) {
        return dataset.test().stream()
                .filter(image -> image.modality() == modality)
                .toList();
    }

    private static long size(Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes == 0 || bytes > EnrolmentSettings.MAX_PICTURE_BYTES) {
                throw new InvalidRequestException(
                        "dataset",
                        "The picture (%s) has %d bytes, but must have 1 to %d."
                                .formatted(file.getFileName(), bytes, EnrolmentSettings.MAX_PICTURE_BYTES));
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static InvalidRequestException unreadable(Path file) {
        return new InvalidRequestException("dataset", "The picture (%s) cannot be read.".formatted(file.getFileName()));
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public void forEach(Sink sink) {
        for (int i = 0; i < images.size(); i++) {
            PersonImage image = images.get(i);
            ImageLabels labels =
                    new ImageLabels(gallery, image.person(), image.camera(), image.modality(), null, Map.of());
            sink.add(i + 1, new NewItem(name(image.file()), labels, read(image.file())));
        }
    }

    /** The file's name with the folder around it, which tells pictures of most datasets apart. */
    private static String name(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String name = folder == null ? file.toString() : folder.getFileName() + "/" + file.getFileName();
        return name.length() > MAX_NAME ? name.substring(name.length() - MAX_NAME) : name;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }
}
