import type { BundleOptions } from '@temporalio/worker';

/** The configuration of Temporal's bundler. */
export type WebpackConfiguration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

/** A plugin of that configuration. */
export type WebpackPlugin = Extract<NonNullable<WebpackConfiguration['plugins']>[number], { readonly apply: unknown }>;
