package io.novacron.node;

/** How a plan is written. */
enum PlanForm {
  TABLE,
  JSON,
  SVG
}
