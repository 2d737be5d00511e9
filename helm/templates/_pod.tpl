{{- /* What both kinds of process share. */}}

{{- define "vesper.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "vesper.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* Whether Prometheus has a key of its own. */}}
{{- define "vesper.hasMetricsKey" -}}
{{- if or .Values.keys.metrics .Values.monitoring.serviceMonitor.enabled }}true{{ end }}
{{- end }}

{{- /* The name of a setting as a variable: no hyphens, so that maps are found as well. */}}
{{- define "vesper.variable" -}}
{{ . | replace "-" "" | replace "." "_" | upper }}
{{- end }}

{{- define "vesper.env" -}}
- {name: SERVER_ADDRESS, value: 0.0.0.0}
- {name: SERVER_PORT, value: '8080'}
- {name: VESPER_DATA_DIR, value: /data}
- {name: VESPER_MODELS_DIR, value: /models}
- {name: VESPER_DATASETS_DIR, value: /datasets}
- {name: VESPER_ACCESS_KEYFILES_ADMIN, value: /keys/admin-key}
{{- if include "vesper.hasMetricsKey" . }}
- {name: VESPER_ACCESS_KEYFILES_METRICS, value: /keys/metrics-key}
{{- end }}
{{- with .Values.database }}
{{- if .host }}
- name: SPRING_DATASOURCE_URL
  value: {{ printf "jdbc:postgresql://%s:%d/%s%s" .host (int .port) .name (empty .parameters | ternary "" (printf "?%s" .parameters)) | quote }}
- name: SPRING_DATASOURCE_USERNAME
  value: {{ .username | quote }}
- name: SPRING_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "vesper.databaseSecret" $ }}
      key: {{ .passwordKey }}
{{- end }}
{{- end }}
{{- with .Values.search }}
{{- if ne .index "exact" }}
- {name: VESPER_GALLERY_INDEX, value: {{ .index }}}
{{- end }}
{{- if eq .index "opensearch" }}
- name: VESPER_GALLERY_OPENSEARCH_ADDRESSES
  value: {{ .opensearch.trial.enabled | ternary (printf "http://%s-search:9200" (include "vesper.fullname" $)) (join "," .opensearch.addresses) | quote }}
- {name: VESPER_GALLERY_OPENSEARCH_SHARDS, value: {{ .opensearch.shards | quote }}}
- {name: VESPER_GALLERY_OPENSEARCH_REPLICAS, value: {{ .opensearch.trial.enabled | ternary 0 .opensearch.replicas | quote }}}
- {name: VESPER_GALLERY_OPENSEARCH_ENGINE, value: {{ .opensearch.engine }}}
{{- if .opensearch.username }}
- {name: VESPER_GALLERY_OPENSEARCH_USERNAME, value: {{ .opensearch.username | quote }}}
- name: VESPER_GALLERY_OPENSEARCH_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "vesper.searchSecret" $ }}
      key: {{ .opensearch.passwordKey }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $value := .Values.settings }}
- name: {{ include "vesper.variable" $name }}
  value: {{ kindIs "float64" $value | ternary (toJson $value) (toString $value) | quote }}
{{- end }}
{{- end }}

{{- define "vesper.probes" -}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 3
  failureThreshold: 100
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

{{- define "vesper.mounts" -}}
- {name: keys, mountPath: /keys, readOnly: true}
- {name: tmp, mountPath: /tmp}
- {name: data, mountPath: /data}
- {name: models, mountPath: /models}
- {name: datasets, mountPath: /datasets{{ if .Values.datasets.enabled }}, readOnly: true{{ end }}}
{{- end }}

{{- define "vesper.volumes" -}}
- name: keys
  secret:
    secretName: {{ include "vesper.keysSecret" . }}
    defaultMode: 0440
    items:
      - {key: admin-key, path: admin-key}
      {{- if include "vesper.hasMetricsKey" . }}
      - {key: metrics-key, path: metrics-key}
      {{- end }}
- name: tmp
  emptyDir: {sizeLimit: 1Gi}
- name: models
  {{- include "vesper.claimOrEmpty" (dict "root" . "name" "models" "sizeLimit" "1Gi") | nindent 2 }}
- name: datasets
  {{- include "vesper.claimOrEmpty" (dict "root" . "name" "datasets" "sizeLimit" "1Gi") | nindent 2 }}
{{- end }}

{{- define "vesper.claimOrEmpty" -}}
{{- $volume := index .root.Values .name -}}
{{- if $volume.enabled -}}
persistentVolumeClaim:
  claimName: {{ $volume.existingClaim | default (printf "%s-%s" (include "vesper.fullname" .root) .name) }}
{{- else -}}
emptyDir: {sizeLimit: {{ .sizeLimit }}}
{{- end }}
{{- end }}
