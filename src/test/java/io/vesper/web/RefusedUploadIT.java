package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.KeyedServer.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;

/** Uploads that are refused before they are read. */
@ExtendWith(KeyedServer.class)
class RefusedUploadIT {
    /** Of what is not read, Tomcat by itself takes so much before it hangs up. */
    private static final int TAKEN_BY_DEFAULT = 2 << 20;

    private final Keys keys;

    RefusedUploadIT(Keys keys) {
        this.keys = keys;
    }

    @Test
    void theClientSeesWhyAndNoBrokenConnection() {
        byte[] large = new byte[4 * TAKEN_BY_DEFAULT];

        assertProblem(keys.nobody().post("/jobs/enroll", Archive.parts("default", large)), 401);
    }

    /** An archive may have hundreds of megabytes, and what is too large for one more than any number. */
    @Test
    void thatHoldsForAnySize() {
        TomcatServerProperties tomcat = keys.server().bean(TomcatServerProperties.class);

        assertThat(tomcat.getMaxSwallowSize().isNegative()).isTrue();
    }
}
