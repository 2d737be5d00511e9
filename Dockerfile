# Vesper in a container. Needs BuildKit (DOCKER_BUILDKIT=1 before Docker 23).
#
#   docker build --tag vesper .                                            serves on the processor; compiles Vesper first
#   docker build --tag vesper --build-arg JAR=target .                     the same with target/vesper.jar, as mvn package left it
#   docker build --tag vesper-cuda --target train-cuda .                   trains on NVIDIA's GPUs: never built in full, see there
#   docker build --secret id=maven_settings,src=$HOME/.m2/settings.xml .   where Maven needs settings of its own;
#     --secret id=java_cacerts,src=/etc/ssl/certs/java/cacerts             where it shall trust whom this machine's Java trusts
ARG BASE=debian:trixie-slim
# source or target: which of the stages jar-... the jar comes from.
ARG JAR=source

FROM ${BASE} AS jdk
ENV JAVA_HOME=/usr/lib/jvm/java-25
RUN apt-get update \
    && apt-get install --yes --no-install-recommends openjdk-25-jdk-headless binutils unzip zip \
    && ln --symbolic "$(dirname "$(dirname "$(readlink --canonicalize /usr/bin/javac)")")" "$JAVA_HOME" \
    && rm --recursive /var/lib/apt/lists/*

FROM jdk AS jar-source
RUN apt-get update && apt-get install --yes --no-install-recommends maven && rm --recursive /var/lib/apt/lists/*
WORKDIR /source
COPY pom.xml ./
COPY src/main src/main
# Formatting and tests are the business of mvn verify.
RUN --mount=type=cache,target=/root/.m2/repository \
    --mount=type=secret,id=maven_settings,target=/root/.m2/settings.xml \
    --mount=type=secret,id=java_cacerts,target=/etc/ssl/certs/java/cacerts \
    mvn --batch-mode --no-transfer-progress --quiet package -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip \
    && mv target/vesper.jar /vesper.jar

FROM scratch AS jar-target
COPY target/vesper.jar /vesper.jar

FROM jar-${JAR} AS jar

# Only what a server needs of Java, a third of Debian's package; with jcmd and the flight recorder for whoever has to look inside.
FROM jdk AS jre
RUN "$JAVA_HOME/bin/jlink" --output /opt/jre --strip-java-debug-attributes --no-man-pages --no-header-files --add-modules \
      java.se,jdk.incubator.vector,jdk.jcmd,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
    && find /opt/jre -name '*.debuginfo' -delete

# The jar in layers, from what seldom changes to what often does, and the native libraries out of their jars, without the symbols that
# only a debugger reads. Of the jars is left what is Java.
FROM jdk AS layers
COPY --from=jar /vesper.jar /tmp/
WORKDIR /layers
RUN "$JAVA_HOME/bin/java" -Djarmode=tools -jar /tmp/vesper.jar extract --layers --destination . \
    && { unzip -q -p /tmp/vesper.jar META-INF/sbom/application.cdx.json >sbom.cdx.json \
       || { echo 'vesper.jar has no bill of materials. Maybe it was packaged with mvn -o, which makes none.' >&2; exit 1; }; } \
    && mkdir native libtorch onnxruntime \
    && unzip -q -j dependencies/lib/pytorch-native-cpu-*.jar 'pytorch/*.so*' -d libtorch \
    && unzip -q -j dependencies/lib/onnxruntime-*.jar \
       "ai/onnxruntime/native/linux-$(uname --machine | sed s/x86_64/x64/)/*.so" -d onnxruntime \
    && strip --strip-unneeded libtorch/*.so* onnxruntime/*.so \
    && rm dependencies/lib/pytorch-native-cpu-*.jar \
    && zip -q --delete dependencies/lib/onnxruntime-*.jar 'ai/onnxruntime/native/*' \
    && chmod --recursive a=rX,u+w .
COPY src/main/docker/unpack-jni /usr/local/bin/
RUN unpack-jni cpu

FROM ${BASE} AS base
# Debian's Java takes what reads JPEG and draws a report's letters from the system. Whoever runs the container may be any user of the group 0, or 10001.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates fontconfig fonts-dejavu-core libfreetype6 \
       libharfbuzz0b libjpeg62-turbo liblcms2-2 libstdc++6 \
    && rm --recursive /var/lib/apt/lists/* /var/cache/apt/* \
    && useradd --uid 10001 --gid 0 --home-dir /data --no-create-home --shell /usr/sbin/nologin vesper \
    && install --directory --owner=10001 --group=0 --mode=0770 /data /data/models /data/datasets /run/secrets
COPY --from=jre /opt/jre /opt/jre
ENV PATH=/opt/jre/bin:$PATH \
    LANG=C.UTF-8 \
    OMP_WAIT_POLICY=PASSIVE \
    PYTORCH_LIBRARY_PATH=/opt/libtorch \
    PYTORCH_VERSION=2.7.1 \
    VESPER_DATA_DIR=/data \
    VESPER_MODELS_DIR=/data/models \
    VESPER_NATIVE_CACHE_DIR=/opt/native \
    SERVER_ADDRESS=0.0.0.0
COPY --from=layers /layers/onnxruntime /opt/onnxruntime
WORKDIR /opt/vesper

# Starts once, so that the classes that a start loads lie ready (an AOT cache), as does the shipped model's ONNX file.
FROM base AS started
COPY --from=layers /layers/libtorch /opt/libtorch
COPY --from=layers /layers/native /opt/native
COPY --from=layers /layers/dependencies ./
COPY --from=layers /layers/application ./
COPY src/main/docker/java.options ./
COPY models/synthetic models/synthetic
COPY src/main/docker/healthy src/main/docker/train-start /usr/local/bin/
ENV PYTORCH_FLAVOR=cpu
RUN train-start

FROM base AS application
COPY --from=layers /layers/dependencies ./
COPY --from=started /opt/vesper/models models
COPY --from=layers /layers/application ./
COPY --from=started /opt/vesper/java.options /opt/vesper/vesper.aot ./
COPY --from=layers /layers/sbom.cdx.json ./
COPY src/main/docker/healthy src/main/docker/make-secrets src/main/docker/vesper /usr/local/bin/
LABEL org.opencontainers.image.title="Vesper" \
      org.opencontainers.image.description="Finds people across day and night cameras" \
      org.opencontainers.image.licenses="Apache-2.0"
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=5s --start-period=2m --retries=6 CMD ["healthy"]
ENTRYPOINT ["vesper"]
USER 10001

# Trains on NVIDIA's GPUs. NEVER BUILT with libtorch for CUDA, nor run on a GPU. Tried is only how it is put together: with a zip file of the
# image's own libtorch for the processor (LIBTORCH=target/libtorch.zip LIBTORCH_FLAVOR=cpu) it trains there; with the same file and cu128 it
# ends at the missing libc10_cuda.so. LIBTORCH is a zip file of libtorch 2.7.1 for CUDA 12.8 with the CUDA libraries, by address or as
# target/libtorch.zip.
FROM jdk AS libtorch-cuda
ARG LIBTORCH=https://download.pytorch.org/libtorch/cu128/libtorch-cxx11-abi-shared-with-deps-2.7.1%2Bcu128.zip
ARG LIBTORCH_FLAVOR=cu128
ADD ${LIBTORCH} /tmp/libtorch.zip
COPY --from=layers /layers/dependencies/lib /layers/dependencies/lib
COPY src/main/docker/unpack-jni /usr/local/bin/
WORKDIR /layers
RUN mkdir libtorch native \
    && unzip -q -j /tmp/libtorch.zip 'libtorch/lib/*.so*' -d libtorch \
    && chmod --recursive a=rX,u+w libtorch \
    && unpack-jni "$LIBTORCH_FLAVOR"

FROM application AS train-cuda
ARG LIBTORCH_FLAVOR=cu128
COPY --from=libtorch-cuda /layers/libtorch /opt/libtorch
COPY --from=libtorch-cuda /layers/native /opt/native
ENV PYTORCH_FLAVOR=${LIBTORCH_FLAVOR} \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    VESPER_ROLES=train

# The last stage is the one that is built unless another is named.
FROM application AS serve
COPY --from=layers /layers/libtorch /opt/libtorch
COPY --from=layers /layers/native /opt/native
ENV PYTORCH_FLAVOR=cpu
