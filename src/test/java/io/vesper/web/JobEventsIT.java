package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.KeyCheck;
import io.vesper.gallery.Pictures;
import io.vesper.job.JobStatus;
import io.vesper.training.FakeRunsApp;
import io.vesper.web.TestClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Listening to jobs. */
@ExtendWith(SharedServer.class)
class JobEventsIT {
    private final TestClient client;
    private final FakeRunsApp training;

    JobEventsIT(TestClient client, FakeRunsApp training) {
        this.client = client;
        this.training = training;
    }

    private String enrolment() {
        Archive archive = new Archive().picture("a.png", "p", Pictures.png(1, 0));
        return client.post("/jobs/enroll", archive.parts(OwnGallery.on(client).name()))
                .header("Location");
    }

    private Reply listen(String job, String lastEventId) {
        return client.send(client.request(job + "/events")
                .header("Last-Event-ID", lastEventId)
                .GET());
    }

    @Test
    void theStreamEndsWithTheJobAndGoesOnAfterTheLastEvent() {
        String job = enrolment();

        Reply heard = client.get(job + "/events");

        assertThat(heard.header("Content-Type")).startsWith("text/event-stream");
        assertThat(heard.text()).contains("event:progress\ndata:{\"done\":1,\"total\":1,\"unit\":\"image\"");
        String last = heard.text().substring(heard.text().lastIndexOf("id:"));
        assertThat(last).startsWith("id:COMPLETED:1:0\nevent:state\ndata:{").contains("\"status\":\"COMPLETED\"");
        assertThat(listen(job, "COMPLETED:1:0").status()).isEqualTo(204);
        assertThat(listen(job, "RUNNING:1:0").text()).isEqualTo(last);
    }

    @Test
    void eachEpochsMetricsAreToldOnceAndTheStateLast() {
        String id = new TestClient(training.port())
                .postJson("/jobs/train", JobsControllerIT.TRAIN)
                .json()
                .get("id")
                .asString();
        training.awaitEnd(id);
        JobEvents events = new JobEvents(training.queue(), training.bean(KeyCheck.class));

        JobEvents.News all = events.after(JobEventCursor.START, id);
        JobEvents.News rest = events.after(new JobEventCursor(JobStatus.RUNNING, 1, 1), id);

        assertThat(all.isLast()).isTrue();
        assertThat(all.events())
                .extracting(JobEvents.Event::name)
                .containsExactly("metrics", "metrics", "progress", "state");
        assertThat(all.events())
                .extracting(event -> event.cursor().id())
                .containsExactly(":-1:1", ":-1:2", ":2:2", "COMPLETED:2:2");
        assertThat(rest.events())
                .extracting(event -> event.cursor().id())
                .containsExactly("RUNNING:1:2", "RUNNING:2:2", "COMPLETED:2:2");
        assertThat(events.after(JobEventCursor.read("COMPLETED:2:2"), id).events())
                .isEmpty();
    }

    @Test
    void whatIsNoJobOrNoEventIsRefused() {
        assertProblem(client.get("/jobs/none/events"), 404);
        assertProblem(listen("/jobs/none", "LAZY:1:1"), 400, "Last-Event-ID", "not the id of an event");
        assertProblem(listen("/jobs/none", "7"), 400, "Last-Event-ID", "not the id of an event");
    }
}
