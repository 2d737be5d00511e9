package io.vesper.helm;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;

/**
 * Kubernetes' own schemas, as the official client's models have them: unknown fields, missing required ones and values of another type
 * are refused, at any depth. Those of the Prometheus Operator come as fabric8's models, which do not know what is required.
 */
final class KubernetesSchemas {
    private static final Map<String, Schema> SCHEMAS = Map.ofEntries(
            Map.entry("v1/ConfigMap", new Schema(V1ConfigMap.class, V1ConfigMap::validateJsonElement)),
            Map.entry("v1/Secret", new Schema(V1Secret.class, V1Secret::validateJsonElement)),
            Map.entry("v1/Service", new Schema(V1Service.class, V1Service::validateJsonElement)),
            Map.entry("v1/ServiceAccount", new Schema(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement)),
            Map.entry("v1/Pod", new Schema(V1Pod.class, V1Pod::validateJsonElement)),
            Map.entry(
                    "v1/PersistentVolumeClaim",
                    new Schema(V1PersistentVolumeClaim.class, V1PersistentVolumeClaim::validateJsonElement)),
            Map.entry("apps/v1/Deployment", new Schema(V1Deployment.class, V1Deployment::validateJsonElement)),
            Map.entry("apps/v1/StatefulSet", new Schema(V1StatefulSet.class, V1StatefulSet::validateJsonElement)),
            Map.entry(
                    "autoscaling/v2/HorizontalPodAutoscaler",
                    new Schema(V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement)),
            Map.entry(
                    "policy/v1/PodDisruptionBudget",
                    new Schema(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement)),
            Map.entry("networking.k8s.io/v1/Ingress", new Schema(V1Ingress.class, V1Ingress::validateJsonElement)),
            Map.entry(
                    "networking.k8s.io/v1/NetworkPolicy",
                    new Schema(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement)));

    private static final Map<String, Class<?>> OPERATOR = Map.of(
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class);

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(withoutAnySetters())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private KubernetesSchemas() {}

    private record Schema(Class<?> model, Check check) {}

    private interface Check {
        void accept(JsonElement manifest) throws IOException;
    }

    /** @throws IllegalArgumentException naming the first field that breaks the schema */
    static void validate(Tree manifest) {
        String kind =
                manifest.at("apiVersion").text() + "/" + manifest.at("kind").text();
        Schema schema = SCHEMAS.get(kind);
        Class<?> operator = OPERATOR.get(kind);
        if (schema != null) {
            try {
                check(kind, schema, new Gson().toJsonTree(manifest.value()));
            } catch (IOException | JsonParseException e) {
                throw new IllegalArgumentException("%s: %s".formatted(kind, e.getMessage()), e);
            }
        } else if (operator != null) {
            STRICT.convertValue(manifest.value(), operator);
        } else {
            throw new IllegalArgumentException("There is no schema for the kind (%s).".formatted(kind));
        }
    }

    private static void check(String kind, Schema schema, JsonElement manifest) throws IOException {
        schema.check().accept(manifest);
        // Gson takes "2" for 2; what comes back then is not what was there.
        Object model = JSON.getGson().fromJson(manifest, schema.model());
        KeptValues.check(kind, manifest, JSON.getGson().toJsonTree(model));
    }

    /** Fabric8's models keep what they do not know; here it is an error. */
    private static AnnotationIntrospector withoutAnySetters() {
        return new JacksonAnnotationIntrospector() {
            @Override
            public Boolean hasAnySetter(Annotated annotated) {
                return false;
            }
        };
    }
}
