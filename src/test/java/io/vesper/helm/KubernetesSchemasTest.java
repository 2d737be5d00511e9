package io.vesper.helm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** That a broken manifest is found, or a valid one would mean nothing. */
class KubernetesSchemasTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: vesper}
            spec:
              replicas: 2
              selector: {matchLabels: {app: vesper}}
              template:
                metadata: {labels: {app: vesper}}
                spec:
                  securityContext: {runAsNonRoot: true}
                  containers:
                    - name: vesper
                      image: vesper:1
                      resources: {limits: {memory: 2Gi, nvidia.com/gpu: 1}}
                      livenessProbe: {httpGet: {path: /, port: http}, periodSeconds: 5}
            """;

    private static final String MONITOR = """
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata: {name: vesper}
            spec:
              selector: {matchLabels: {app: vesper}}
              endpoints: [{port: http, interval: 15s, relabelings: [{targetLabel: job}]}]
            """;

    private static final String RULE = """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: vesper}
            spec: {groups: [{name: vesper, rules: [{alert: Down, expr: up == 0, for: 1m}]}]}
            """;

    @Test
    void whatIsRightIsTaken() {
        assertThatCode(() -> {
                    validate(DEPLOYMENT);
                    validate(MONITOR);
                    validate(RULE);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "livenessProbe:, livenesProbe:, livenesProbe",
        "periodSeconds:, periodSecond:, periodSecond",
        "runAsNonRoot:, runAsNonroot:, runAsNonroot",
        "matchLabels:, matchLabel:, matchLabel",
        "spec:, specs:, specs",
        "- name: vesper, - imagePullPolicy: Always, name",
        "replicas: 2, replicas: \"2\", replicas",
        "runAsNonRoot: true, runAsNonRoot: \"true\", runAsNonRoot",
        "apps/v1, extensions/v1beta1, extensions/v1beta1/Deployment"
    })
    void whatIsWrongIsNamed(String right, String wrong, String named) {
        assertRefused(DEPLOYMENT, right, wrong, named);
    }

    @ParameterizedTest
    @CsvSource({"interval:, intervall:, intervall", "targetLabel:, target:, target", "endpoints:, endpoint:, endpoint"})
    void whatIsWrongInAMonitorIsNamed(String right, String wrong, String named) {
        assertRefused(MONITOR, right, wrong, named);
    }

    @ParameterizedTest
    @CsvSource({"alert:, alarm:, alarm", "groups:, group:, group", "for: 1m, fore: 1m, fore"})
    void whatIsWrongInARuleIsNamed(String right, String wrong, String named) {
        assertRefused(RULE, right, wrong, named);
    }

    private static void assertRefused(String manifest, String right, String wrong, String named) {
        assertThatThrownBy(() -> validate(manifest.replaceFirst(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static void validate(String manifest) {
        KubernetesSchemas.validate(new Tree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(manifest)));
    }
}
