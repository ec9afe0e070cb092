/** The product's own workflows and, beside them in one bundle, the floor they are held against. */
export * from '../../workflows/index.ts';
export { bareWorkflow, floorLife } from './floor.workflow.ts';
