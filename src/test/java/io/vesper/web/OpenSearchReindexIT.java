package io.vesper.web;

import static io.vesper.web.ClusteredGallery.await;
import static io.vesper.web.ClusteredGallery.cluster;
import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Indexes in a cluster are built anew beside those that are searched. */
@OnOpenSearch
class OpenSearchReindexIT {
    @TempDir
    Path folder;

    private ClusteredGallery clustered;

    @BeforeEach
    void start() {
        clustered = new ClusteredGallery(folder);
        clustered.enrol(1);
        clustered.enrol(2);
        clustered.awaitFound(1, 2);
    }

    @AfterEach
    void stop() {
        clustered.close();
    }

    @Test
    void aReindexGoesOnBesideSearchesAndSwitchesOver() {
        for (int person = 3; person <= 30; person++) {
            clustered.enrol(person);
        }
        clustered.awaitFound(30);
        String before = clustered.index();

        Reply accepted = new Contract(clustered.client()).json("POST", "/jobs/reindex", "{}");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        while (!job(accepted).get("status").asString().equals("COMPLETED")) {
            assertThat(clustered.best(7)).isEqualTo("p7");
        }

        JsonNode job = job(accepted);
        assertThat(job.at("/result/images").asInt()).isEqualTo(30);
        assertThat(clustered.index())
                .isNotEqualTo(before)
                .isEqualTo(job.at("/result/indexes/0").asString());
        assertThat(clustered.best(7)).isEqualTo("p7");
        await(() -> clustered.documents() == 30); // the former index is deleted last
        assertProblem(clustered.client().postJson("/jobs/reindex", "{\"gallery\":\"nobody\"}"), 404);
    }

    private JsonNode job(Reply accepted) {
        return clustered.client().get(accepted.header("Location")).json();
    }

    @Test
    void aReindexWhoseIndexIsDeletedFailsAndTheGalleryStaysSearched() {
        String before = clustered.index();
        String template = "/_index_template/" + clustered.prefix();
        cluster("PUT", template, """
                {"index_patterns": ["%s-*"], "priority": 500, "template": {"settings": {"index.blocks.write": true}}}""".formatted(clustered.prefix()));
        try {
            Reply accepted = clustered.client().postJson("/jobs/reindex", "{}");
            await(() -> clustered.indexes() == 2);
            cluster("GET", clustered.all() + "/_alias", null).propertyNames().stream()
                    .filter(index -> !index.equals(before))
                    .forEach(index -> cluster("DELETE", "/" + index, null));

            await(() -> job(accepted).get("status").asString().equals("FAILED"));

            assertThat(job(accepted).toString()).contains("was deleted while it was built");
            assertThat(clustered.index()).isEqualTo(before);
            clustered.awaitFound(1, 2);
        } finally {
            cluster("DELETE", template, null);
        }
    }

    @Test
    void aReindexThatWaitsForTheClusterCanBeStopped() {
        String template = "/_index_template/" + clustered.prefix();
        cluster("PUT", template, """
                {"index_patterns": ["%s-*"], "priority": 500, "template": {"settings": {"index.blocks.write": true}}}""".formatted(clustered.prefix()));
        try {
            Reply accepted = clustered.client().postJson("/jobs/reindex", "{}");
            await(() -> clustered.indexes() == 2);

            clustered.client().postJson(accepted.header("Location") + "/stop", "");

            await(() -> job(accepted).get("status").asString().equals("STOPPED"));
            await(() -> clustered.indexes() == 1);
            clustered.awaitFound(1, 2);
        } finally {
            cluster("DELETE", template, null);
        }
    }
}
