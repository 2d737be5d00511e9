package io.vesper.web;

import io.vesper.access.KeyCheck;
import io.vesper.bulk.EnrolmentSettings;
import io.vesper.http.FormResolver;
import io.vesper.http.KnownParameters;
import io.vesper.job.JobQueue;
import io.vesper.serving.CropEmbedder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Sets the HTTP interface up. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebConfiguration implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters());
    }

    /** Before Spring's own, which would take forms too. */
    @Bean
    SmartInitializingSingleton formsFirst(RequestMappingHandlerAdapter adapter) {
        return () -> {
            List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(List.of(new FormResolver()));
            resolvers.addAll(Objects.requireNonNull(adapter.getArgumentResolvers()));
            adapter.setArgumentResolvers(resolvers);
        };
    }

    /** People and cameras may have a slash in their names; Spring splits the address before it decodes the parts. */
    @Bean
    TomcatConnectorCustomizer namesWithSlashes() {
        return connector -> {
            connector.setEncodedSolidusHandling("passthrough");
            connector.setEncodedReverseSolidusHandling("passthrough");
        };
    }

    /** Further in than the valve for pages that Spring Boot sets before, so that it speaks first. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve()));
    }

    /** A browser asks whether the console's files have changed, and is answered without them if not. Weak, as they may be compressed. */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> consoleFiles() {
        ShallowEtagHeaderFilter filter = new ShallowEtagHeaderFilter();
        filter.setWriteWeakETag(true);
        FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/console/*", "/webjars/*");
        return registration;
    }

    /** Before all others, so that whatever they log has the id. */
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        FilterRegistrationBean<RequestIdFilter> registration = new FilterRegistrationBean<>(new RequestIdFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** After those who decide whether the caller is let in. */
    @Bean
    FilterRegistrationBean<UploadLimits> uploadLimits(
            EnrolmentSettings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new FilterRegistrationBean<>(
                new UploadLimits(settings.maxArchiveSize().toBytes(), problems));
    }

    @Bean
    FilterRegistrationBean<FullQueueFilter> fullQueueFilter(
            CropEmbedder crops, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new FilterRegistrationBean<>(new FullQueueFilter(crops, problems));
    }

    @Bean
    UploadLeftovers uploadLeftovers(@Value("${spring.servlet.multipart.location}") String folder) {
        return new UploadLeftovers(Path.of(folder), Clock.systemUTC());
    }

    @Bean
    JobEvents jobEvents(JobQueue jobs, KeyCheck keys) {
        return new JobEvents(jobs, keys);
    }

    @Bean
    JobEventStreams jobEventStreams(JobEvents events) {
        return new JobEventStreams(events);
    }

    @Bean
    NullableProperties nullableProperties() {
        return new NullableProperties();
    }

    @Bean
    ApiDescription apiDescription() {
        return new ApiDescription();
    }
}
