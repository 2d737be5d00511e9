package io.vesper.security;

import io.vesper.access.CallerAuthentication;
import io.vesper.access.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which scope each endpoint needs. What is not listed is refused, as if it did not exist. */
final class EndpointScopes implements AuthorizationManager<RequestAuthorizationContext> {
    private static final String METRICS = "/actuator/prometheus";

    private final List<Rule> rules = new ArrayList<>();

    EndpointScopes() {
        queries();
        enrolment();
        training();
        administration();
        anyKey("/models", "/models/{modelId}");
        anyKey("/jobs", "/jobs/{jobId}", "/jobs/{jobId}/metrics", "/jobs/{jobId}/events");
        // Which scope it takes depends on the job's type; the controller checks that.
        add(HttpMethod.POST, "/jobs/{jobId}/stop", false, null);
        add(HttpMethod.POST, "/jobs/{jobId}/restart", false, null);
        add(HttpMethod.DELETE, "/jobs/{jobId}", false, null);
        anyKey("/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**", "/swagger-ui", "/swagger-ui/**");
        anyKey("/actuator", "/actuator/info", METRICS);
        // The bill of materials.
        anyKey("/actuator/sbom", "/actuator/sbom/{id}");
        // The console's page holds nothing of anybody; what it shows, it asks for with the key that is typed in.
        for (String page : List.of("/", "/index.html", "/console/**", "/webjars/lit-html/**", "/webjars/uplot/**")) {
            add(HttpMethod.GET, page, true, null);
        }
        // A probe of the machine's keeper has no key, and sees no details.
        for (String probe : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            add(HttpMethod.GET, probe, true, null);
        }
    }

    private void queries() {
        needs(Scope.QUERY, HttpMethod.POST, "/query", "/query/explain", "/embeddings");
        needs(Scope.QUERY, HttpMethod.GET, "/gallery", "/gallery/stats");
        needs(Scope.QUERY, HttpMethod.GET, "/gallery/{imageId}", "/gallery/{imageId}/image");
        needs(Scope.QUERY, HttpMethod.GET, "/people", "/people/{personId}");
        needs(Scope.QUERY, HttpMethod.GET, "/galleries", "/galleries/{gallery}", "/galleries/{gallery}/cameras");
    }

    private void enrolment() {
        needs(Scope.ENROLL, HttpMethod.POST, "/gallery", "/people/{personId}/merge", "/jobs/enroll");
        needs(Scope.ENROLL, HttpMethod.PATCH, "/gallery/{imageId}");
        needs(Scope.ENROLL, HttpMethod.DELETE, "/gallery/{imageId}");
        needs(Scope.ENROLL, HttpMethod.PUT, "/galleries/{gallery}/cameras/{cameraId}");
        needs(Scope.ENROLL, HttpMethod.GET, "/jobs/{jobId}/items");
    }

    private void training() {
        needs(Scope.TRAIN, HttpMethod.POST, "/jobs/train", "/jobs/ablate", "/jobs/evaluate");
        needs(Scope.TRAIN, HttpMethod.GET, "/presets");
        // Reports may show pictures of a dataset's people.
        needs(Scope.TRAIN, HttpMethod.GET, "/jobs/{jobId}/report", "/models/{modelId}/report");
    }

    private void administration() {
        needs(Scope.ADMIN, HttpMethod.POST, "/keys", "/models/{modelId}/activate", "/jobs/reembed", "/jobs/reindex");
        needs(Scope.ADMIN, HttpMethod.GET, "/keys", "/audit", "/actuator/gallery");
        needs(Scope.ADMIN, HttpMethod.PUT, "/galleries/{gallery}");
        needs(Scope.ADMIN, HttpMethod.DELETE, "/keys/{keyId}", "/models/{modelId}", "/people/{personId}");
        needs(Scope.ADMIN, HttpMethod.DELETE, "/galleries/{gallery}");
    }

    private void needs(Scope scope, HttpMethod method, String... paths) {
        for (String path : paths) {
            add(method, path, false, scope);
        }
    }

    private void anyKey(String... paths) {
        for (String path : paths) {
            add(HttpMethod.GET, path, false, null);
        }
    }

    private void add(HttpMethod method, String path, boolean isOpen, @Nullable Scope scope) {
        rules.add(new Rule(method, PathPatternParser.defaultInstance.parse(path), isOpen, scope));
    }

    /**
     * @param isOpen whether it needs no key at all
     * @param scope what the key must have; null: nothing
     */
    record Rule(
            HttpMethod method,
            PathPattern path,
            boolean isOpen,
            @Nullable Scope scope) {
        /** Who may see what GET answers may also ask with HEAD whether it is there. */
        private boolean covers(HttpMethod asked) {
            return method.equals(asked) || method.equals(HttpMethod.GET) && asked.equals(HttpMethod.HEAD);
        }
    }

    /** Null if there is none. */
    @Nullable
    Rule rule(HttpMethod method, String path) {
        return rule(at(PathContainer.parsePath(path)), method);
    }

    private static @Nullable Rule rule(List<Rule> atPath, HttpMethod method) {
        return atPath.stream().filter(rule -> rule.covers(method)).findFirst().orElse(null);
    }

    private List<Rule> at(PathContainer path) {
        return rules.stream().filter(rule -> rule.path().matches(path)).toList();
    }

    /** Matches paths as the controllers' mappings do, so that no spelling of a path means one thing here and another there. */
    private List<Rule> at(HttpServletRequest request) {
        return at(RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication());
    }

    /** Whether it is answered without a key. */
    boolean isOpen(HttpServletRequest request) {
        Rule rule = rule(at(request), HttpMethod.valueOf(request.getMethod()));
        return rule != null && rule.isOpen();
    }

    /** Whether it asks for the metrics, which tell nothing about anybody. */
    boolean isForMetrics(HttpServletRequest request) {
        Rule rule = rule(at(request), HttpMethod.valueOf(request.getMethod()));
        return rule != null && rule.path().getPatternString().equals(METRICS);
    }

    @Override
    public Ruling authorize(Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
        List<Rule> atPath = at(context.getRequest());
        Rule rule = rule(atPath, HttpMethod.valueOf(context.getRequest().getMethod()));
        if (rule != null) {
            return rule.isOpen() ? new Ruling.Granted() : ruling(rule.scope(), caller.get());
        }
        Set<String> methods =
                atPath.stream().map(other -> other.method().name()).collect(Collectors.toSet());
        return methods.isEmpty() ? new Ruling.NoEndpoint() : new Ruling.WrongMethod(methods);
    }

    private static Ruling ruling(@Nullable Scope needed, @Nullable Authentication caller) {
        if (!(caller instanceof CallerAuthentication known)) {
            return new Ruling.NoKey();
        }
        return needed == null || known.allows(needed) ? new Ruling.Granted() : new Ruling.ScopeMissing(needed);
    }
}
