import * as keda from '@kubernetes-models/keda/keda.sh/v1alpha1';
import * as monitoring from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import * as apps from 'kubernetes-models/apps/v1';
import * as autoscaling from 'kubernetes-models/autoscaling/v2';
import * as batch from 'kubernetes-models/batch/v1';
import * as networking from 'kubernetes-models/networking.k8s.io/v1';
import * as policy from 'kubernetes-models/policy/v1';
import * as core from 'kubernetes-models/v1';
import { loadConfig, SETTINGS } from '#config';
import { QUEUE_NAMES } from '#jobs';
import { hasProgram, renderOverlay, type Manifest } from './manifests.js';

type Model = new (manifest: never) => { validate(): void };

/** What Kubernetes and the operators say of their documents. */
const MODELS = {
  v1: core,
  'apps/v1': apps,
  'autoscaling/v2': autoscaling,
  'batch/v1': batch,
  'keda.sh/v1alpha1': keda,
  'monitoring.coreos.com/v1': monitoring,
  'networking.k8s.io/v1': networking,
  'policy/v1': policy,
} as unknown as Record<string, Record<string, Model>>;

interface Container {
  args: string[];
  livenessProbe?: object;
  readinessProbe?: object;
  startupProbe?: object;
  resources: { requests?: object; limits?: object };
  securityContext: object;
  envFrom: object[];
}

interface PodSpec {
  containers: [Container];
  securityContext: object;
  terminationGracePeriodSeconds: number;
}

const podSpec = ({ spec }: Manifest): PodSpec => (spec.template as { spec: PodSpec }).spec;
const ofKind = (manifests: Manifest[], kind: string): Manifest[] =>
  manifests.filter((manifest) => manifest.kind === kind);
const isOurs = ({ metadata }: Manifest): boolean => metadata.labels?.['app.kubernetes.io/name'] === 'barkeep';

// kubectl is no package of npm: where it is not installed there is nothing to render the overlays with.
const describeWithKubectl = hasProgram('kubectl') ? describe : describe.skip;

describeWithKubectl.each(['dev', 'production'])('the overlay %s (needs kubectl)', (overlay) => {
  const manifests = hasProgram('kubectl') ? renderOverlay(overlay) : [];
  const processes = manifests.filter(({ kind }) => ['Deployment', 'Job'].includes(kind)).filter(isOurs);
  const deployments = ofKind(processes, 'Deployment');
  const settings = ofKind(manifests, 'ConfigMap').find(({ metadata }) =>
    metadata.name.startsWith('barkeep-settings'),
  )?.data as Record<string, string>;

  it.each(manifests.map((manifest) => [manifest.kind, manifest.metadata.name, manifest] as const))(
    'has a valid %s %s',
    (kind, _name, manifest) => {
      const Kind = MODELS[manifest.apiVersion]?.[kind];
      expect(() => new Kind(manifest as never).validate()).not.toThrow();
    },
  );

  it('has a deployment for each app and each group of queues', () => {
    expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual([
      'api',
      'scheduler',
      'worker-backtest',
      'worker-daily',
      'worker-market-hours',
    ]);
  });

  it('lets every queue be served by exactly one group of workers', () => {
    const served = deployments
      .flatMap((deployment) => podSpec(deployment).containers[0].args)
      .filter((argument) => argument.startsWith('--queues='))
      .flatMap((argument) => argument.slice('--queues='.length).split(','));
    expect(served.sort()).toEqual([...QUEUE_NAMES].sort());
  });

  it('knows every setting that it names', () => {
    expect(Object.keys(settings).filter((name) => !(name in SETTINGS))).toEqual([]);
  });

  it('takes the word of what stands before it on who calls', () => {
    expect(loadConfig(settings).TRUST_PROXY).toHaveLength(1);
  });

  it('gives every process more time to end than the app takes', () => {
    for (const process of processes) {
      expect(podSpec(process).terminationGracePeriodSeconds).toBeGreaterThan(
        Number(settings.SHUTDOWN_GRACE_SECONDS) + Number(settings.DRAIN_SECONDS),
      );
    }
  });

  it('asks every app whether it started, lives and is ready', () => {
    for (const deployment of deployments) {
      expect(podSpec(deployment).containers[0]).toMatchObject({
        startupProbe: { httpGet: { path: '/health/live' } },
        livenessProbe: { httpGet: { path: '/health/live' } },
        readinessProbe: { httpGet: { path: '/health/ready' } },
      });
    }
  });

  it('runs every process as nobody, with bounds, and with nothing to write to but /tmp', () => {
    for (const process of processes) {
      expect(podSpec(process)).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            resources: { requests: { cpu: expect.anything() }, limits: { memory: expect.anything() } },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
            volumeMounts: [{ mountPath: '/tmp' }],
          },
        ],
      });
    }
  });

  it('takes settings and secrets by reference', () => {
    for (const process of processes) {
      expect(podSpec(process).containers[0].envFrom).toEqual([
        { configMapRef: { name: expect.stringMatching(/^barkeep-settings-/) } },
        { secretRef: { name: expect.stringMatching(/^barkeep-secrets/) } },
      ]);
    }
  });

  it('scales only what exists, and keeps one pod of each while nodes go', () => {
    const names = deployments.map(({ metadata }) => metadata.name);
    for (const scaler of [
      ...ofKind(manifests, 'HorizontalPodAutoscaler'),
      ...ofKind(manifests, 'ScaledObject'),
    ]) {
      expect(names).toContain((scaler.spec.scaleTargetRef as { name: string }).name);
      // Kustomize would set the count back at each apply.
      expect(names.filter((name) => name === scaler.metadata.name)).toHaveLength(1);
    }
    const budgets = ofKind(manifests, 'PodDisruptionBudget').map(({ metadata }) => metadata.name);
    expect(budgets.sort()).toEqual(overlay === 'dev' ? [] : names.sort());
  });
});
