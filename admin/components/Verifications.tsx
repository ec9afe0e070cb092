import React, { useCallback, useEffect, useState } from 'react';
import { VerificationCase } from './VerificationCase.tsx';
import { VerificationQueue } from './VerificationQueue.tsx';
import { addressOf, presentPlace, type Place } from './verification-place.tsx';
import { verificationStyles } from './verification-styles.tsx';

/** 认证审核: the queue, or one case of it, as the address says. */
export function Verifications(): React.ReactElement {
  const [place, setPlace] = useState(presentPlace);
  const [notice, setNotice] = useState<string | null>(null);
  useEffect(() => {
    const follow = () => setPlace(presentPlace());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const go = useCallback((to: Place, says: string | null = null) => {
    window.history.pushState(window.history.state, '', addressOf(to));
    setPlace(to);
    setNotice(says);
    window.scrollTo(0, 0);
  }, []);
  return (
    <main className="vr">
      <style>{verificationStyles}</style>
      {place.id === null ? (
        <VerificationQueue key={place.filter} place={place} go={go} notice={notice} />
      ) : (
        <VerificationCase key={place.id} id={place.id} filter={place.filter} go={go} />
      )}
    </main>
  );
}
