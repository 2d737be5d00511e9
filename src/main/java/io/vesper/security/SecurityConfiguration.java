package io.vesper.security;

import io.vesper.access.ImageQuota;
import io.vesper.access.KeyCheck;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets in who has a key, with Spring Security. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {
    /**
     * No sessions, no cookies, no log-in page: each request brings its key, in a header that a foreign page cannot make a browser send.
     * So there is nothing for cross-site request forgery to ride on, and its tokens are off. No cross-origin request is allowed.
     */
    @Bean
    SecurityFilterChain keySecurity(
            HttpSecurity http, EndpointScopes scopes, Callers callers, ProblemAnswers problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::headers)
                .addFilterBefore(new QueryStringFilter(problems), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new CallerFilter(callers, scopes, problems), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        // Goes on with a request that was let in before.
                        .dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access(scopes))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    /** Observed filter by filter, security takes a tenth of the time that the server spends on a query. */
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Beside what Spring Security sets: nosniff, no framing, and no storing of answers, which are about people. */
    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(new ContentPolicy());
    }

    @Bean
    EndpointScopes endpointScopes() {
        return new EndpointScopes();
    }

    @Bean
    Callers callers(KeyCheck keys, Environment environment) {
        return new Callers(keys, new LocalCallers(environment.getRequiredProperty("server.address")));
    }

    @Bean
    ProblemAnswers problemAnswers(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new ProblemAnswers(problems);
    }

    @Bean
    ReachableWithKeysOnly reachableWithKeysOnly(Environment environment, KeyCheck keys) {
        return new ReachableWithKeysOnly(environment, keys);
    }

    /** A name of a person may have a per cent sign or a semicolon. Rules and mappings match paths alike, so neither opens a way around. */
    @Bean
    StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        return firewall;
    }

    @Bean
    WebMvcConfigurer imageQuotaCounting(ImageQuota quota) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                // After those that refuse a request for its parameters.
                registry.addInterceptor(new ImageQuotaInterceptor(quota)).order(1);
            }
        };
    }

    @Bean
    KeyDescription keyDescription(EndpointScopes scopes) {
        return new KeyDescription(scopes);
    }
}
