package io.vesper.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;

/** Reads the files of a multipart request. */
public final class Uploads {
    private static final long MAX_FILE_BYTES = 16L << 20;

    private Uploads() {}

    /** Their bytes, in order; a wrong number of them is refused, and so is one of more than 16 MB. */
    public static List<byte[]> read(Fields fields, String field, @Nullable List<MultipartFile> files, int max) {
        int count = files == null ? 0 : files.size();
        if (files == null || count == 0) {
            fields.refuse(field, "The %s is missing. Maybe it was sent as text, without a file name.".formatted(field));
            return List.of();
        }
        if (count > max) {
            fields.refuse(field, "There are %d files, but at most %d are taken.".formatted(count, max));
            return List.of();
        }
        return files.stream().map(Uploads::bytes).toList();
    }

    private static byte[] bytes(MultipartFile file) {
        if (file.getSize() > MAX_FILE_BYTES) {
            throw new MaxUploadSizeExceededException(MAX_FILE_BYTES);
        }
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file cannot be read back.", e);
        }
    }
}
