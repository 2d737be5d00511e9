package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.store.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with a database, a gallery, and indexes in a cluster that are nobody else's. */
final class ClusteredGallery implements AutoCloseable {
    private final Path folder;
    private final String prefix = ClusterServers.ownPrefix();
    private final TestDatabase database;
    private final String name;
    private TestServer server;

    ClusteredGallery(Path folder) {
        this.folder = folder;
        this.database = TestDatabase.at(folder.resolve("vesper"));
        this.server = startAnother("one");
        this.name = OwnGallery.on(server.client()).name();
    }

    /** One more server on the same database. */
    TestServer startAnother(String name) {
        return startOn(database, name);
    }

    /** One with another database, and the same names in the cluster. */
    TestServer startOn(TestDatabase other, String name) {
        return TestServer.start(
                folder.resolve(name),
                other,
                TwoModels.class,
                ClusterServers.arguments(
                        prefix, "--vesper.model=grid-a", "--vesper.gallery.opensearch.retry-interval=500ms"));
    }

    /** On the same database, but without the cluster. */
    TestServer startWithoutCluster() {
        return TestServer.start(folder.resolve("without"), database, TwoModels.class, "--vesper.model=grid-a");
    }

    void restart() {
        server.close();
        server = startAnother("one");
    }

    TestServer server() {
        return server;
    }

    TestClient client() {
        return server.client();
    }

    OwnGallery gallery() {
        return new OwnGallery(name, client());
    }

    JdbcClient sql() {
        return server.bean(JdbcClient.class);
    }

    String enrol(int picture) {
        return gallery().enrol("p" + picture, "1", Pictures.png(picture, 0));
    }

    /** Who is most like somebody in a picture; empty: nobody. */
    String best(int picture) {
        return gallery()
                .query(Pictures.png(picture, 0))
                .at("/results/0/personId")
                .asString("");
    }

    void awaitFound(int... pictures) {
        for (int picture : pictures) {
            await(() -> best(picture).equals("p" + picture));
        }
    }

    boolean isAnswered() {
        return client().post("/query", gallery().probe().image(Pictures.png(1, 0)))
                        .status()
                == 200;
    }

    /** The one that is searched; empty: none is, as far as the database knows. */
    String index() {
        return sql().sql("SELECT index_name FROM index_part WHERE state = 'SERVING'")
                .query(String.class)
                .optional()
                .orElse("");
    }

    List<String> owners() {
        return sql().sql("SELECT CAST(owner AS TEXT) FROM index_feed")
                .query(String.class)
                .list();
    }

    int indexes() {
        return cluster("GET", all() + "/_alias", null).size();
    }

    int documents() {
        return cluster("GET", all() + "/_count", null).path("count").asInt(-1);
    }

    String prefix() {
        return prefix;
    }

    /** The address of all indexes. */
    String all() {
        return "/" + prefix + "-*";
    }

    void deleteIndexes() {
        cluster("DELETE", all(), null);
    }

    static JsonNode cluster(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ClusterServers.anAddress() + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpClient http = HttpClient.newHttpClient(); // closed by itself: Java 17 cannot close it
        try {
            return JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() {
        server.close();
        deleteIndexes();
    }
}
