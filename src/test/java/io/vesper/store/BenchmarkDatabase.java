package io.vesper.store;

import io.vesper.index.BenchmarkGallery;
import io.vesper.index.ImageLabels;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** A benchmark's gallery in a database, embedded by the model {@code any}. */
public final class BenchmarkDatabase {
    private static final int BATCH = 1000;

    private BenchmarkDatabase() {}

    /** The i-th image is captured in the second i * 7919 mod N. */
    public static void fill(DataSource dataSource, int images, BenchmarkGallery gallery) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement image = connection.prepareStatement("""
                        INSERT INTO gallery_image (image_id, gallery, person_id, camera_id, modality, captured_at, attributes,
                            content_type, sha256, created_at)
                        VALUES (?, 'default', ?, ?, ?, ?, '{}', 'image/png', ?, CURRENT_TIMESTAMP)""");
                PreparedStatement picture =
                        connection.prepareStatement("INSERT INTO gallery_picture (image_id, picture) VALUES (?, ?)");
                PreparedStatement embedding = connection.prepareStatement(
                        "INSERT INTO embedding (image_id, model_id, vector, checksum) VALUES (?, 'any', ?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < images; i++) {
                UUID imageId = new UUID(1, i);
                ImageLabels labels = gallery.labels(i);
                image.setObject(1, imageId);
                image.setString(2, Objects.requireNonNull(labels.person()).value());
                image.setString(3, labels.camera().value());
                image.setString(4, labels.modality().label());
                image.setObject(5, Instant.ofEpochSecond(i * 7919L % images).atOffset(ZoneOffset.UTC));
                image.setString(6, "sha" + i);
                image.addBatch();
                picture.setObject(1, imageId);
                picture.setBytes(2, new byte[100]);
                picture.addBatch();
                StoredVector vector = StoredVector.of(gallery.image(i));
                embedding.setObject(1, imageId);
                embedding.setBytes(2, vector.bytes());
                embedding.setLong(3, vector.checksum());
                embedding.addBatch();
                if (i % BATCH == BATCH - 1 || i == images - 1) {
                    image.executeBatch();
                    picture.executeBatch();
                    embedding.executeBatch();
                    connection.commit();
                }
            }
        }
    }
}
