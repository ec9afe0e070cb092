import { Select } from '@adminjs/design-system';
import { Dashboard } from './Dashboard.tsx';
import { Desk } from './Desk.tsx';
import { keepReachable } from './reachable.tsx';
import { nameLandmarks } from './landmarks.tsx';
import { Verifications } from './Verifications.tsx';

/** Every component of ours by the name the panel knows it under. */
const components = { Dashboard, Desk, Verifications };

declare global {
  interface Window {
    AdminJS: { UserComponents: Record<string, unknown> };
  }
}
window.AdminJS.UserComponents = components;
nameLandmarks();

// Words of the component library that AdminJS gives no translation to.
Object.assign(Select, { defaultProps: { placeholder: '请选择', noOptionsMessage: () => '没有可选项' } });

// A session that has ended answers 401 to whatever a page asks for: the way on is the sign-in page.
const { open } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...call: unknown[]) {
  this.addEventListener('load', () => {
    if (this.status === 401) window.location.assign('/admin/sign-in');
  });
  Reflect.apply(open, this, call);
} as typeof open;

keepReachable();
