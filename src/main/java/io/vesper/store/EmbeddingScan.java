package io.vesper.store;

import io.vesper.index.IndexEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads all images and all that a model has embedded, each as fast as the database gives it, in pieces that several threads can read
 * at once.
 *
 * <p>Every piece is read at a moment of its own. So an embedding that was written since the beginning may be seen or not; one that
 * was there before, and was neither deleted nor replaced, is seen, and so is every image that was enrolled before.
 */
public final class EmbeddingScan {
    private static final int IMAGES = 5000;

    private final JdbcClient jdbc;
    private final String modelId;
    private final int dimension;
    private final PhysicalOrder order;
    private final EntryRows entryRows = new EntryRows();

    EmbeddingScan(JdbcClient jdbc, String modelId, int dimension) {
        this.jdbc = jdbc;
        this.modelId = modelId;
        this.dimension = dimension;
        this.order = PhysicalOrder.of(jdbc);
    }

    /** Of the images that are enrolled now, in the order of enrolment: it never changes, so none is missed that is relabelled. */
    public List<Piece> imagePieces() {
        return pieces("SELECT COALESCE(MAX(sequence), 0) + 1 FROM gallery_image", IMAGES);
    }

    /** In the order of enrolment. */
    public List<IndexEntry> images(Piece piece) {
        return imageQuery(piece).query(entryRows::read);
    }

    JdbcClient.StatementSpec imageQuery(Piece piece) {
        return jdbc.sql("SELECT " + EntryRows.COLUMNS
                        + " FROM gallery_image i WHERE i.sequence >= ? AND i.sequence < ? ORDER BY i.sequence")
                .params(piece.from(), piece.to());
    }

    /** Of the embeddings. */
    public List<Piece> vectorPieces() {
        return pieces(order.end(), order.pieceSize());
    }

    /**
     * Hands over the embeddings that are neither damaged nor of another dimension.
     *
     * @return how many they were
     */
    public int vectors(Piece piece, VectorReader reader) {
        ResultSetExtractor<Integer> extractor = rows -> read(rows, reader);
        return vectorQuery(piece).query(extractor);
    }

    JdbcClient.StatementSpec vectorQuery(Piece piece) {
        return jdbc.sql("SELECT image_id, vector, checksum FROM embedding WHERE model_id = ? AND " + order.within())
                .params(modelId, order.bound(piece.from()), order.bound(piece.to()));
    }

    private int read(ResultSet rows, VectorReader reader) throws SQLException {
        float[] values = new float[dimension];
        int read = 0;
        while (rows.next()) {
            if (new StoredVector(rows.getBytes(2), rows.getLong(3)).readTo(values)) {
                reader.accept(rows.getObject(1, UUID.class), values);
                read++;
            }
        }
        return read;
    }

    private List<Piece> pieces(String endQuery, int size) {
        long end = jdbc.sql(endQuery).query(Long.class).single();
        List<Piece> pieces = new ArrayList<>();
        LongStream.iterate(0, from -> from < end, from -> from + size)
                .forEach(from -> pieces.add(new Piece(from, Math.min(from + size, end))));
        return pieces;
    }

    /** From one number to before another. */
    public record Piece(long from, long to) {}

    /** Takes vectors. */
    public interface VectorReader {
        /** @param vector shape [D], of length 1; overwritten after the call */
        void accept(UUID imageId, float[] vector);
    }
}
