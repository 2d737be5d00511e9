package io.vesper.web;

import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A node of OpenSearch in a container, of the image that the system property {@code vesper.test.opensearch.image} names; the official
 * one, {@code opensearchproject/opensearch:3.5.0}, where it can be pulled.
 */
final class OpenSearchContainer extends GenericContainer<OpenSearchContainer> {
    private static final int PORT = 9200;

    private OpenSearchContainer() {
        super(DockerImageName.parse(System.getProperty(ClusterServers.IMAGE)));
        withEnv("discovery.type", "single-node");
        withEnv("action.auto_create_index", "false");
        withEnv("DISABLE_INSTALL_DEMO_CONFIG", "true");
        withEnv("DISABLE_SECURITY_PLUGIN", "true");
        withEnv("OPENSEARCH_JAVA_OPTS", "-Xms640m -Xmx640m");
        withExposedPorts(PORT);
        waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow").withStartupTimeout(Duration.ofMinutes(3)));
    }

    /** Started by the first test that needs it, stopped with the process. */
    private static final class Shared {
        static final OpenSearchContainer NODE = start();

        private static OpenSearchContainer start() {
            OpenSearchContainer node = new OpenSearchContainer();
            node.start();
            return node;
        }
    }

    static OpenSearchContainer shared() {
        return Shared.NODE;
    }

    String address() {
        return "http://" + getHost() + ":" + getMappedPort(PORT);
    }
}
