{{- define "vesper.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "vesper.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- else if contains (include "vesper.name" .) .Release.Name -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-%s" .Release.Name (include "vesper.name" .) | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- /* What a selector asks for; never changes in the life of a release. */}}
{{- define "vesper.selector" -}}
app.kubernetes.io/name: {{ include "vesper.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "vesper.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "vesper.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "vesper.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "vesper.fullname" .) }}
{{- else -}}
{{ .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{- define "vesper.keysSecret" -}}
{{ .Values.keys.existingSecret | default (printf "%s-keys" (include "vesper.fullname" .)) }}
{{- end }}

{{- define "vesper.databaseSecret" -}}
{{ .Values.database.existingSecret | default (printf "%s-database" (include "vesper.fullname" .)) }}
{{- end }}

{{- define "vesper.searchSecret" -}}
{{ .Values.search.opensearch.existingSecret | default (printf "%s-search" (include "vesper.fullname" .)) }}
{{- end }}

{{- define "vesper.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "vesper.trainerImage" -}}
{{ .Values.trainer.image.repository | default .Values.image.repository }}:{{ .Values.trainer.image.tag | default (printf "%s-train-cuda" .Chart.AppVersion) }}
{{- end }}
