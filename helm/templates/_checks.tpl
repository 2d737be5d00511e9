{{- /* Combinations that cannot work are refused when they are rendered, not when a pod fails. */}}
{{- define "vesper.checks" -}}
{{- $many := or .Values.autoscaling.enabled (gt (int .Values.serve.replicas) 1) }}
{{- with .Values.keys }}
{{- if not (or .existingSecret .admin) }}
{{- fail "keys.existingSecret or keys.admin is needed: Vesper is reached over the network only with API keys. Maybe --set keys.admin=vsp_$(openssl rand -hex 8)_$(openssl rand -hex 32)" }}
{{- end }}
{{- if and .existingSecret (or .admin .metrics) }}
{{- fail "keys.existingSecret excludes keys.admin and keys.metrics." }}
{{- end }}
{{- if and $.Values.monitoring.serviceMonitor.enabled (not (or .existingSecret .metrics)) }}
{{- fail "monitoring.serviceMonitor needs keys.metrics, or metrics-key in keys.existingSecret: Prometheus must not get the admin key." }}
{{- end }}
{{- end }}
{{- with .Values.database }}
{{- if and .host (not (or .existingSecret .password)) }}
{{- fail "database.existingSecret or database.password is needed with database.host." }}
{{- end }}
{{- if and (not .host) (or $many $.Values.trainer.enabled) }}
{{- fail "database.host is needed for more than one process: without it each has a database of its own. Maybe serve.replicas=1, without autoscaling and trainer." }}
{{- end }}
{{- end }}
{{- with .Values.search }}
{{- if eq .index "opensearch" }}
{{- if not $.Values.database.host }}
{{- fail "search.index=opensearch needs database.host: its log of changes feeds the search cluster." }}
{{- end }}
{{- if eq (empty .opensearch.addresses) (not .opensearch.trial.enabled) }}
{{- fail "search.index=opensearch needs either search.opensearch.addresses or search.opensearch.trial.enabled." }}
{{- end }}
{{- if and .opensearch.username (not (or .opensearch.existingSecret .opensearch.password)) }}
{{- fail "search.opensearch.existingSecret or search.opensearch.password is needed with search.opensearch.username." }}
{{- end }}
{{- else if .opensearch.trial.enabled }}
{{- fail "search.opensearch.trial is for search.index=opensearch." }}
{{- end }}
{{- end }}
{{- if and $many (not .Values.models.enabled) }}
{{- fail "models.enabled is needed for more than one replica: a model that one publishes must reach the others." }}
{{- end }}
{{- if and $many .Values.data.enabled }}
{{- fail "data.enabled is for one replica alone: each replica needs a data folder of its own." }}
{{- end }}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) }}
{{- fail "autoscaling.minReplicas must not be greater than autoscaling.maxReplicas." }}
{{- end }}
{{- if and .Values.models.enabled (or $many .Values.trainer.enabled) (not .Values.models.existingClaim) (not (has "ReadWriteMany" .Values.models.accessModes)) }}
{{- fail "models.accessModes must have ReadWriteMany where more than one pod uses the models." }}
{{- end }}
{{- if and .Values.trainer.enabled (not .Values.models.enabled) }}
{{- fail "trainer needs models.enabled: what it publishes must reach the servers." }}
{{- end }}
{{- if and (gt (int .Values.trainer.replicas) 1) (not .Values.trainer.data.existingClaim) (not (has "ReadWriteMany" .Values.trainer.data.accessModes)) }}
{{- fail "trainer.data.accessModes must have ReadWriteMany for more than one trainer: they share the states of unfinished trainings." }}
{{- end }}
{{- range $name := list "vesper.data-dir" "vesper.models-dir" "vesper.datasets-dir" "vesper.roles" "vesper.demo" "vesper.gallery.index" "vesper.training.device" }}
{{- if hasKey $.Values.settings $name }}
{{- fail (printf "settings must not have %s, which the chart sets." $name) }}
{{- end }}
{{- end }}
{{- if and .Values.demo .Values.datasets.enabled }}
{{- fail "demo excludes datasets.enabled: the demo data set is unpacked where the data sets are." }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) }}
{{- fail "ingress.host is needed with ingress.enabled." }}
{{- end }}
{{- end }}
