package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Many pictures enrolled by one job. */
@ExtendWith(SharedServer.class)
class EnrolmentJobIT {
    private final TestClient client;
    private final OwnGallery gallery;

    EnrolmentJobIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    /** Where the job is found. */
    private String submitted(Archive archive) {
        Reply reply = client.post("/jobs/enroll", archive.parts(gallery.name()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.header("Location"))
                .isEqualTo("/jobs/" + reply.json().get("id").asString());
        return reply.header("Location");
    }

    /** The job as it has ended: its events end with it. */
    private JsonNode ended(String job) {
        client.get(job + "/events");
        return client.get(job).json();
    }

    private List<JsonNode> items(String job, String query) {
        return client.get(job + "/items" + query)
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private static List<String> texts(List<JsonNode> items, String field) {
        return items.stream().map(item -> item.get(field).asString()).toList();
    }

    @Test
    void eachPictureOfAnArchiveHasAnOutcome() {
        String before = gallery.enrol("p2", "1", Pictures.png(2, 0));

        String job = submitted(new Archive()
                .picture("a/1.png", "p1", Pictures.png(1, 0))
                .picture("a/2.png", "p2", Pictures.png(2, 0))
                .picture("broken.png", "p3", new byte[] {1, 2, 3})
                .file("nobody.jpg", Pictures.jpeg(4, 0))
                .line("nobody.jpg,,gate 2,infrared,2026-11-24T08:15:00Z"));
        JsonNode ended = ended(job);

        assertThat(ended.get("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.get("result").toString())
                .isEqualTo("{\"enrolled\":2,\"alreadyThere\":1,\"refused\":1,\"erased\":0}");
        assertThat(ended.at("/progress/done").asInt()).isEqualTo(4);
        assertThat(ended.at("/progress/unit").asString()).isEqualTo("image");
        List<JsonNode> items = items(job, "");
        assertThat(texts(items, "outcome")).containsExactly("ENROLLED", "ALREADY_THERE", "REFUSED", "ENROLLED");
        assertThat(texts(items, "file")).containsExactly("a/1.png", "a/2.png", "broken.png", "nobody.jpg");
        assertThat(items.get(1).get("imageId").asString()).isEqualTo(before);
        assertThat(items.get(2).get("message").asString()).contains("must be JPEG, PNG or BMP");
        JsonNode image =
                client.get("/gallery/" + items.get(3).get("imageId").asString()).json();
        assertThat(image.get("personId").isNull()).isTrue();
        assertThat(image.get("cameraId").asString()).isEqualTo("gate 2");
        assertThat(image.get("modality").asString()).isEqualTo("infrared");
        assertThat(image.get("capturedAt").asString()).isEqualTo("2026-11-24T08:15:00Z");
        assertThat(client.get("/gallery/" + items.get(0).get("imageId").asString() + "/image")
                        .bytes())
                .isEqualTo(Pictures.png(1, 0));
        assertThat(gallery.query(Pictures.png(1, 0)).at("/results/0/personId").asString())
                .isEqualTo("p1");
    }

    @Test
    void itemsAreListedInPagesAndByOutcome() {
        Archive archive = new Archive();
        for (int i = 1; i <= 5; i++) {
            archive.picture(i + ".png", "p" + i, i == 3 ? new byte[] {0} : Pictures.png(i, 7));
        }
        String job = submitted(archive);
        ended(job);

        JsonNode first = client.get(job + "/items?limit=3").json();
        assertThat(first.get("items")).hasSize(3);
        String cursor = first.get("nextCursor").asString();
        JsonNode second = client.get(job + "/items?limit=3&cursor=" + cursor).json();
        assertThat(second.get("items")
                        .valueStream()
                        .map(item -> item.get("position").asInt()))
                .containsExactly(4, 5);
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(texts(items(job, "?outcome=REFUSED"), "file")).containsExactly("3.png");
        assertThat(items(job, "?outcome=WAITING")).isEmpty();
        assertProblem(client.get(job + "/items?outcome=LOST"), 400, "outcome", "(LOST) is not one of [WAITING");
        assertProblem(client.get("/jobs/none/items"), 404);
    }

    @Test
    void whoIsErasedIsErasedFromTheJobToo() {
        String job = submitted(new Archive()
                .picture("erika.png", "Erika", Pictures.png(11, 0))
                .picture("max.png", "Max", Pictures.png(12, 0))
                .picture("erika-2.png", "Erika", new byte[] {1}));
        ended(job);

        assertThat(client.delete(gallery.person("Erika")).status()).isEqualTo(204);

        assertThat(texts(items(job, ""), "file")).containsExactly("max.png");
        assertThat(client.delete("/galleries/" + gallery.name()).status()).isEqualTo(204);
        assertThat(items(job, "")).isEmpty();
    }

    @Test
    void picturesOfADatasetAreEnrolled() {
        Reply reply = client.postJson(
                "/jobs/enroll",
                "{\"dataset\":{\"type\":\"demo\"},\"split\":\"query\",\"gallery\":\"%s\"}".formatted(gallery.name()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().at("/parameters/split").asString()).isEqualTo("query");

        JsonNode ended = ended(reply.header("Location"));

        int pictures = reply.json().at("/parameters/pictures").asInt();
        assertThat(pictures).isPositive();
        assertThat(ended.at("/result/enrolled").asInt()).isEqualTo(pictures);
        Set<String> modalities = new HashSet<>();
        client.get("/gallery?limit=1000&gallery=" + gallery.name())
                .json()
                .get("images")
                .forEach(image -> modalities.add(image.get("modality").asString()));
        assertThat(modalities).containsExactly("infrared");
    }

    @Test
    void anItemShowsWhatIsSaidAboutItsImageNow() {
        String job = submitted(new Archive().picture("grace.png", "Grace", Pictures.png(21, 0)));
        ended(job);
        String image = items(job, "").get(0).get("imageId").asString();

        client.patch("/gallery/" + image, "application/json", "{\"personId\":null,\"cameraId\":\"yard\"}");

        JsonNode item = items(job, "").get(0);
        assertThat(item.get("personId").isNull()).isTrue();
        assertThat(item.get("cameraId").asString()).isEqualTo("yard");
        assertThat(client.delete(gallery.person("Grace")).status()).isEqualTo(404);
    }
}
